package io.millrace.spark.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.sample.Label;
import io.millrace.sample.Split;
import io.millrace.sample.Task;
import io.millrace.split.SplitRule;
import io.millrace.split.TestSplitMode;
import io.millrace.split.ValSplitMode;
import io.millrace.storage.FileEntry;
import io.millrace.storage.RangeFile;
import io.millrace.store.IndexRow;
import io.millrace.store.InvalidStoreException;
import io.millrace.store.ShardEntry;
import io.millrace.store.ShardFile;
import io.millrace.store.ShardPublisher;
import io.millrace.store.ShardTensor;
import io.millrace.store.ShardWriter;
import io.millrace.store.Snapshot;
import io.millrace.store.Snapshots;
import io.millrace.store.StoreCheck;
import io.millrace.store.StoreFacts;
import io.millrace.store.StoreKind;
import io.millrace.store.StorePaths;
import io.millrace.store.StoredImage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits to a real HDFS, which runs in this process. */
class HdfsStorageTest {
  private static final int WRITERS = 8;

  @TempDir static Path disks;

  private static MiniDFSCluster cluster;
  private static HadoopStorage storage;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    Configuration configuration = new Configuration();
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, disks.toString());
    cluster = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
    // another default file system, as a cluster's tools have on a laptop
    Configuration client = new Configuration(configuration);
    client.set("fs.defaultFS", "file:///");
    storage = new HadoopStorage(client);
  }

  @AfterAll
  static void stop() {
    cluster.shutdown(true);
  }

  private static String path(String name) {
    return cluster.getURI() + "/" + name;
  }

  private static List<String> names(String name) throws IOException {
    return storage.list(path(name)).stream().map(FileEntry::name).sorted().toList();
  }

  @Test
  void ofManyWritersExactlyOneWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    CyclicBarrier start = new CyclicBarrier(WRITERS);
    for (int round = 0; round < 20; round++) {
      String path = path("race/" + round);
      List<Callable<Boolean>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        byte[] bytes = new byte[1000 + writer];
        Arrays.fill(bytes, (byte) writer);
        writers.add(
            () -> {
              start.await();
              return storage.createIfAbsent(path, bytes);
            });
      }

      List<Integer> winners = new ArrayList<>();
      List<Future<Boolean>> results = threads.invokeAll(writers);
      for (int writer = 0; writer < WRITERS; writer++) {
        if (results.get(writer).get()) {
          winners.add(writer);
        }
      }

      assertThat(winners).hasSize(1);
      int length = 1000 + winners.get(0);
      byte[] bytes = storage.read(path, length);
      assertThat(storage.find(path))
          .hasValueSatisfying(f -> assertThat(f.length()).isEqualTo(length));
      assertThat(bytes).containsOnly(winners.get(0));
    }

    threads.shutdown();
    assertThat(names("race")).hasSize(20).noneMatch(name -> name.startsWith(".tmp-"));
  }

  @Test
  void publishesAFileOnce() throws IOException {
    byte[] bytes = "a shard".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
    Path local = Files.write(folder.resolve("local"), bytes);

    assertThat(storage.publish(local, path("data/ab/x"))).isTrue();
    assertThat(storage.publish(local, path("data/ab/x"))).isFalse();
    assertThat(storage.read(path("data/ab/x"), bytes.length)).isEqualTo(bytes);
    Path shorter = Files.write(folder.resolve("shorter"), new byte[3]);
    assertThat(storage.publish(shorter, path("data/ab/x"))).isTrue();
    assertThat(storage.read(path("data/ab/x"), 3)).isEqualTo(new byte[3]);
    assertThat(names("data/ab")).containsExactly("x");
    storage.delete(path("data/ab/x"));
    storage.delete(path("data/ab/x"));
    assertThat(names("data/ab")).isEmpty();
  }

  @Test
  void replacesASmallFileWhole() throws IOException {
    WholeFile file = WholeFile.at(path("results/a.json"), cluster.getConfiguration(0));
    assertThat(file.read()).isEmpty();
    for (byte[] bytes : new byte[][] {{1, 2, 3}, {4}, {}}) {
      file.write(bytes);
      assertThat(file.read()).hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes));
    }

    assertThat(names("results")).containsExactly("a.json");
  }

  @Test
  void aFailureLeavesNothing() throws IOException {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> storage.publish(folder, path("failed/x")));
    assertThat(names("failed")).isEmpty();
  }

  @Test
  void readsAnyRangeIntoAnyBuffer() throws IOException {
    byte[] bytes = new byte[100_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 7);
    }

    storage.createIfAbsent(path("ranges"), bytes);
    try (RangeFile file = storage.open(path("ranges"), bytes.length)) {
      for (ByteBuffer buffer : List.of(ByteBuffer.allocate(500), ByteBuffer.allocateDirect(500))) {
        file.read(99_000, buffer.position(100).limit(400));
        assertThat(buffer.flip().position(100)).isEqualTo(ByteBuffer.wrap(bytes, 99_000, 300));
      }

      assertThatExceptionOfType(EOFException.class)
          .isThrownBy(() -> file.read(99_900, ByteBuffer.allocateDirect(101)));
    }
  }

  private static StoreFacts facts() {
    return new StoreFacts(
        StoreKind.PACKED,
        StoredImage.PACKED,
        "[]",
        List.of("png=millrace"),
        new StoreFacts.Dataset("Folder", List.of(), Task.CLASSIFICATION),
        new SplitRule(TestSplitMode.FROM_DIR, 0.2, ValSplitMode.NONE, 0.5, 42));
  }

  private ShardEntry publish(StorePaths paths, String id) throws IOException {
    IndexRow.FileFacts image = new IndexRow.FileFacts("/d/" + id, 3, 0, "ab", "png");
    IndexRow row =
        new IndexRow(Split.TRAIN, 0, id, "", "good", Label.NORMAL, image, IndexRow.FileFacts.NONE);
    ShardPublisher publisher = new ShardPublisher(storage, paths, new ParquetIndex(storage));
    try (ShardWriter writer = ShardWriter.create(folder, facts())) {
      writer.add(id, Label.NORMAL, ByteBuffer.wrap(id.getBytes(StandardCharsets.UTF_8)));
      return publisher.publish(writer.finish(), List.of(row));
    }
  }

  @Test
  void twoWritersOfOneStoreComeOneAfterTheOther() throws Exception {
    StorePaths paths = new StorePaths(path("store"));
    Snapshots snapshots = new Snapshots(storage, paths);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Callable<Snapshot>> writers = new ArrayList<>();
    for (String id : List.of("a.png", "b.png")) {
      List<ShardEntry> shards = List.of(publish(paths, id));
      writers.add(() -> snapshots.commit(facts(), shards, List.of()));
    }

    List<Snapshot> made = new ArrayList<>();
    for (Future<Snapshot> writer : threads.invokeAll(writers)) {
      made.add(writer.get());
    }

    threads.shutdown();
    assertThat(snapshots.numbers()).containsExactly(1L, 2L);
    assertThat(made).containsExactlyInAnyOrder(snapshots.read(1), snapshots.read(2));
    assertThat(snapshots.read(2).commit().parent()).isEqualTo(snapshots.read(1).id());
    StoreCheck check = new StoreCheck(storage, paths, new ParquetIndex(storage));
    assertThat(check.checkHistory()).isEmpty();
    for (Snapshot snapshot : made) {
      assertThat(check.check(facts(), snapshot.shards().get(0))).isEmpty();
    }
  }

  @Test
  void readsAShardByChunks() throws IOException {
    StorePaths paths = new StorePaths(path("chunks"));
    ShardEntry.File entry = publish(paths, "a.png").file();
    try (ShardFile shard = ShardFile.open(storage, paths, facts(), entry)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(5);
      shard.readChunk(ShardTensor.IMAGE, 0, buffer);

      assertThat(buffer).isEqualTo(ByteBuffer.wrap("a.png".getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void refusesToCommitWhereRenamesAreNotAtomic() {
    for (String scheme : List.of("gs", "abfs", "ftp")) {
      assertThatExceptionOfType(InvalidStoreException.class)
          .isThrownBy(() -> CommitWay.of(scheme))
          .withMessage(
              "Unsupported: commits to "
                  + scheme
                  + " (write the store to a local disk, to HDFS or to S3)");
    }
  }
}
