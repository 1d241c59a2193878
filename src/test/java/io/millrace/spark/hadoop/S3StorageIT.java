package io.millrace.spark.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.s3.Fault;
import io.millrace.s3.S3Front;
import io.millrace.s3.S3Guest;
import io.millrace.s3.S3Request;
import io.millrace.s3.S3Server;
import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import io.millrace.storage.FileEntry;
import io.millrace.storage.RangeFile;
import io.millrace.store.InvalidStoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Bytes by path on a real S3 server: what is asked of it, and what its faults become. */
@ExtendWith(S3Guest.class)
class S3StorageIT {
  private static final String SECRET = "wJalrXUtnFEMI-of-a-test";
  private static final int WRITERS = 8;
  private static final int ROUNDS = 8;
  private static final int BLOCK = 1 << 20;

  /** More than a part has unless it is said. */
  private static final int SHARD = 65 << 20;

  private S3Front s3;
  private HadoopStorage storage;
  private String folder;

  @BeforeEach
  void open(S3Front front) {
    s3 = front;
    folder = "s3a://" + S3Server.BUCKET + "/" + System.nanoTime();
    storage = new HadoopStorage(s3.configuration(SECRET));
  }

  private static String key(String path) {
    return path.substring(("s3a://" + S3Server.BUCKET + "/").length());
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    new Random(bytes).nextBytes(random);
    return random;
  }

  @Test
  void ofManyWritersOneWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    for (int round = 0; round < ROUNDS; round++) {
      String path = folder + "/snapshots/" + round + ".json";
      List<Callable<Boolean>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        byte[] bytes = {(byte) i, 1, 2};
        writers.add(() -> storage.createIfAbsent(path, bytes));
      }

      List<Integer> winners = new ArrayList<>();
      for (Future<Boolean> each : threads.invokeAll(writers)) {
        winners.add(each.get() ? 1 : 0);
      }

      assertThat(winners.stream().mapToInt(won -> won).sum()).isEqualTo(1);
      assertThat(storage.read(path, 3)).containsExactly(winners.indexOf(1), 1, 2);
    }

    threads.shutdown();
  }

  @Test
  void replacesASmallFileWhole() throws Exception {
    WholeFile file = WholeFile.at(folder + "/results/a.json", s3.configuration(SECRET));
    assertThat(file.read()).isEmpty();
    for (byte[] bytes : new byte[][] {{1, 2, 3}, {4}, {}}) {
      file.write(bytes);
      assertThat(file.read()).hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes));
    }
  }

  @Test
  void aWriterWhoseAnswerWasLostHasWon() throws Exception {
    Fault lost = s3.inject(Fault.Kind.LOST, "PUT .*/1[.]json", 1);

    assertThat(storage.createIfAbsent(folder + "/1.json", new byte[] {1})).isTrue();
    assertThat(lost.met()).hasValue(1);
    assertThat(storage.createIfAbsent(folder + "/1.json", new byte[] {2})).isFalse();
    assertThat(storage.read(folder + "/1.json", 1)).containsExactly(1);
  }

  @Test
  void aServerThatLetsBothWinIsRefusedUnlessThereIsOneWriter() throws Exception {
    Fault lost = s3.inject(Fault.Kind.LOST, "PUT .*", 1);
    storage.checkCommits(folder);
    assertThat(lost.met()).as("an answer that is lost is no refusal").hasValue(1);
    assertThat(storage.list(folder)).as("the probe is gone").isEmpty();
    s3.honours(false);

    assertThatThrownBy(() -> storage.checkCommits(folder))
        .isInstanceOf(InvalidStoreException.class)
        .hasMessageStartingWith("Cannot commit to " + folder)
        .hasMessageContaining("If-None-Match")
        .hasMessageContaining("--single-writer");
    HadoopStorage alone = new HadoopStorage(Writers.SINGLE.in(s3.configuration(SECRET)));
    alone.checkCommits(folder);
    assertThat(alone.createIfAbsent(folder + "/1.json", new byte[] {1})).isTrue();
    assertThat(alone.createIfAbsent(folder + "/1.json", new byte[] {2})).isFalse();
  }

  @Test
  void aClientThatKnowsNoConditionIsRefusedByName() {
    Configuration old = s3.configuration(SECRET);
    old.set("fs.s3a.create.conditional.enabled", "false");
    old.set("fs.s3a.impl.disable.cache", "true");

    assertThatThrownBy(() -> new HadoopStorage(old).checkCommits(folder))
        .isInstanceOf(InvalidStoreException.class)
        .hasMessageStartingWith("Unsupported: commits to S3 by Hadoop client 3.")
        .hasMessageContaining("3.4.2 or newer")
        .hasMessageContaining("--single-writer");
  }

  @Test
  void aShardIsOneRequestAndIsNotWrittenAgain(@TempDir Path local) throws Exception {
    Path shard = Files.write(local.resolve("shard"), random(SHARD));
    String path = folder + "/data/shard";
    s3.reset();

    assertThat(storage.publish(shard, path)).isTrue();
    assertThat(s3.requests(".*")).hasSize(1);
    Optional<FileEntry> first = storage.find(path);
    assertThat(storage.publish(shard, path)).isFalse();
    assertThat(storage.find(path)).isEqualTo(first);
    assertThat(first.map(FileEntry::length)).contains((long) SHARD);
  }

  @Test
  void listsByPagesAndAsksForNoFile() throws Exception {
    for (int i = 0; i < S3Request.PAGE + 1; i++) {
      s3.put(key(folder) + "/many/" + i + ".png", new byte[] {1});
    }
    s3.reset();

    List<FileEntry> found = storage.list(folder + "/many");

    assertThat(found).hasSize(S3Request.PAGE + 1).allMatch(entry -> entry.length() == 1);
    assertThat(s3.requests("LIST .*")).hasSize(2);
    assertThat(s3.requests(".*")).hasSize(2);
  }

  @Test
  void aFileIsOneRequestAndSoIsAChunk() throws Exception {
    byte[] bytes = random(5 * BLOCK);
    s3.put(key(folder) + "/file", bytes);
    s3.reset();

    assertThat(storage.read(folder + "/file", bytes.length)).isEqualTo(bytes);
    assertThat(s3.requests(".*")).hasSize(1).allMatch(each -> each.kind().equals("GET"));
    try (RangeFile file = storage.open(folder + "/file", bytes.length)) {
      for (int at : new int[] {3 * BLOCK, BLOCK, 2 * BLOCK}) {
        ByteBuffer chunk = ByteBuffer.allocateDirect(BLOCK);
        file.read(at, chunk);
        assertThat(chunk.flip()).isEqualTo(ByteBuffer.wrap(bytes, at, BLOCK));
      }
    }

    assertThat(s3.requests(".*")).hasSize(4).allMatch(each -> each.kind().equals("GET"));
  }

  @Test
  void mendsBusyServersAndBrokenConnections() throws Exception {
    byte[] bytes = random(3 * BLOCK);
    s3.put(key(folder) + "/file", bytes);
    Fault busy = s3.inject(Fault.Kind.SLOW_DOWN, "GET .*/file", 2);
    Fault broken = s3.inject(Fault.Kind.DROPPED, "GET .*/file", 2);

    assertThat(storage.read(folder + "/file", bytes.length)).isEqualTo(bytes);
    assertThat(List.of(busy.met().get(), broken.met().get())).containsExactly(2, 2);
    Fault again = s3.inject(Fault.Kind.DROPPED, "GET .*/file", 2);
    ByteBuffer chunk = ByteBuffer.allocateDirect(2 * BLOCK);
    try (RangeFile file = storage.open(folder + "/file", bytes.length)) {
      file.read(BLOCK, chunk);
    }

    assertThat(again.met()).hasValue(2);
    assertThat(chunk.flip()).isEqualTo(ByteBuffer.wrap(bytes, BLOCK, 2 * BLOCK));
  }

  @Test
  void rangesOfOneFileAreAskedForAtOnce() throws Exception {
    byte[] bytes = random(2 * BLOCK);
    s3.put(key(folder) + "/shared", bytes);
    Fault held = s3.inject(Fault.Kind.HELD, "GET .*/shared", 2);
    try (RangeFile file = storage.open(folder + "/shared", bytes.length)) {
      List<CompletableFuture<ByteBuffer>> reads =
          Stream.of(0, BLOCK)
              .map(at -> CompletableFuture.supplyAsync(() -> block(file, at)))
              .toList();
      s3.await("GET .*/shared", 2);
      held.release();

      assertThat(reads.get(0).join()).isEqualTo(ByteBuffer.wrap(bytes, 0, BLOCK));
      assertThat(reads.get(1).join()).isEqualTo(ByteBuffer.wrap(bytes, BLOCK, BLOCK));
    } finally {
      held.release();
    }
  }

  private static ByteBuffer block(RangeFile file, int at) {
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
    try {
      file.read(at, block);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    return block.flip();
  }

  @Test
  void anObjectThatChangesWhileItIsReadIsTold() throws Exception {
    s3.put(key(folder) + "/file", random(2 * BLOCK));
    try (RangeFile file = storage.open(folder + "/file", 2L * BLOCK)) {
      file.read(0, ByteBuffer.allocateDirect(BLOCK));
      s3.put(key(folder) + "/file", new byte[2 * BLOCK]);

      assertThatThrownBy(() -> file.read(BLOCK, ByteBuffer.allocateDirect(BLOCK)))
          .isInstanceOfSatisfying(
              UnreadableException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.CHANGED))
          .hasMessage("was written to while it was read: its etag is another");
    }
  }

  @Test
  void aFileThatIsReplacedWhileItsConnectionBreaksIsTold() throws Exception {
    s3.put(key(folder) + "/file", random(BLOCK));
    s3.inject(Fault.Kind.DROPPED, "GET .*/file", 1);
    Fault again = s3.inject(Fault.Kind.HELD, "GET .*/file", 1);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<String> reading =
        thread.submit(() -> refusal(() -> storage.read(folder + "/file", BLOCK)));
    s3.await("GET .*/file", 2);
    s3.put(key(folder) + "/file", new byte[BLOCK]);
    again.release();

    assertThat(reading.get()).isEqualTo("was written to while it was read: its etag is another");
    thread.shutdown();
  }

  @Test
  void saysWhatAServerRefusesAndNeverTheKey() throws Exception {
    s3.put(key(folder) + "/file", new byte[] {1});
    s3.inject(Fault.Kind.FORBIDDEN, "GET .*/file", 1);

    assertThat(refusal(() -> storage.read(folder + "/file", 1)))
        .isEqualTo(
            "permission denied, the server said 403: the keys are wrong, or may not do that");
    for (Fault.Kind kind : List.of(Fault.Kind.WRONG_KEY, Fault.Kind.WRONG_SECRET)) {
      assertThat(listing(kind))
          .isEqualTo(
              "the bucket test does not know these credentials (check both keys, the token and fs.s3a.endpoint)");
    }

    assertThat(listing(Fault.Kind.EXPIRED))
        .isEqualTo("the session token for the bucket test has expired (get a new one)");
    assertThat(listing(Fault.Kind.ELSEWHERE))
        .isEqualTo(
            "the bucket test is in another region (set fs.s3a.endpoint.region to the bucket's)");
    assertThat(refusal(() -> storage.list("s3a://nobody-has-this/x")))
        .isEqualTo("there is no bucket nobody-has-this (check its name, and fs.s3a.endpoint)");
    assertThat(refusal(() -> storage.list("http://127.0.0.1/x")))
        .startsWith("Unsupported scheme http");
  }

  private String listing(Fault.Kind kind) {
    s3.inject(kind, "LIST .*", Integer.MAX_VALUE);
    String refusal = refusal(() -> storage.list(folder));
    s3.reset();
    return refusal;
  }

  @Test
  void saysThatThereAreNoCredentials() {
    Configuration without = s3.configuration(SECRET);
    without.unset("fs.s3a.access.key");
    without.unset("fs.s3a.secret.key");
    without.set("fs.s3a.impl.disable.cache", "true");
    without.set(
        "fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");

    assertThat(refusal(() -> new HadoopStorage(without).list(folder)))
        .startsWith("no credentials for the bucket test were found (set AWS_ACCESS_KEY_ID");
  }

  private static String refusal(Callable<?> question) {
    try {
      return "no refusal but " + question.call();
    } catch (IOException e) {
      for (Throwable each = e; each != null; each = each.getCause()) {
        assertThat(String.valueOf(each.getMessage())).doesNotContain(SECRET);
      }

      return e.getMessage();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
