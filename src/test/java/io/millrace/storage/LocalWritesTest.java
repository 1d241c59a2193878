package io.millrace.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalWritesTest {
  private static final LocalStorage STORAGE = new LocalStorage();
  private static final int WRITERS = 8;

  @TempDir Path folder;

  private List<String> names(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void createsAFileOnceWithItsFolders() throws IOException {
    Path file = folder.resolve("a/b/1.json");

    assertThat(STORAGE.createIfAbsent(file.toString(), new byte[] {1, 2})).isTrue();
    assertThat(STORAGE.createIfAbsent(file.toString(), new byte[] {3})).isFalse();
    assertThat(file).hasBinaryContent(new byte[] {1, 2});
    assertThat(names(file.getParent())).containsExactly("1.json");
  }

  @Test
  void ofManyWritersExactlyOneWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    CyclicBarrier start = new CyclicBarrier(WRITERS);
    for (int round = 0; round < 40; round++) {
      String path = folder.resolve("race/" + round).toString();
      List<Callable<Boolean>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        byte[] bytes = new byte[10_000 + writer];
        writers.add(
            () -> {
              start.await();
              return STORAGE.createIfAbsent(path, bytes);
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
      assertThat(Path.of(path)).hasSize(10_000 + winners.get(0));
    }

    threads.shutdown();
    assertThat(names(folder.resolve("race"))).hasSize(40).noneMatch(n -> n.startsWith(".tmp-"));
  }

  @Test
  void publishesAFileOnce() throws IOException {
    Path local = Files.write(folder.resolve("local"), new byte[] {1, 2, 3});
    String path = folder.resolve("data/ab/x").toString();

    assertThat(STORAGE.publish(local, path)).isTrue();
    assertThat(STORAGE.publish(local, path)).isFalse();
    assertThat(Path.of(path)).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(names(folder.resolve("data/ab"))).containsExactly("x");
    assertThat(local).exists();
  }

  @Test
  void publishesAgainWhatWasCutShort() throws IOException {
    Path local = Files.write(folder.resolve("local"), new byte[] {1, 2, 3});
    Path path = Files.write(folder.resolve("x"), new byte[] {1, 2});

    assertThat(STORAGE.publish(local, path.toString())).isTrue();
    assertThat(path).hasBinaryContent(new byte[] {1, 2, 3});
  }

  @Test
  void aFailureLeavesNothing() {
    String path = folder.resolve("data/x").toString();

    assertThatIOException()
        .isThrownBy(() -> STORAGE.publish(folder.resolve("missing"), path))
        .withMessageContaining("missing");
    assertThat(folder.resolve("data"))
        .satisfiesAnyOf(
            data -> assertThat(data).doesNotExist(), data -> assertThat(data).isEmptyDirectory());
  }

  @Test
  void deletesWhatIsThereAndDoesNotMindWhatIsNot() throws IOException {
    Path file = Files.createFile(folder.resolve("x"));
    STORAGE.delete(file.toString());
    STORAGE.delete(file.toString());

    assertThat(file).doesNotExist();
  }
}
