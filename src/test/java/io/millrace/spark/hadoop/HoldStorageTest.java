package io.millrace.spark.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.hold.HoldFileSystem;
import io.millrace.hold.HoldFiles;
import io.millrace.store.InvalidStoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores on a file system that we do not know: its renames are trusted, an object store's not. */
class HoldStorageTest {
  private static final int WRITERS = 8;
  private static final int ROUNDS = 20;

  @TempDir private Path folder;

  private static HadoopStorage storage() {
    Configuration configuration = new Configuration(false);
    configuration.set("fs.hold.impl", HoldFileSystem.class.getName());
    configuration.set("fs.AbstractFileSystem.hold.impl", HoldFiles.class.getName());
    return new HadoopStorage(configuration);
  }

  private String hold(String name) {
    return "hold:" + folder.resolve(name);
  }

  @Test
  void createsOnceHoweverManyWritersThereAre() throws Exception {
    HadoopStorage storage = storage();
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    for (int round = 0; round < ROUNDS; round++) {
      String path = hold("new/" + round);
      List<Callable<Boolean>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        byte[] bytes = {(byte) i, 0, 0};
        writers.add(() -> storage.createIfAbsent(path, bytes));
      }

      int winners = 0;
      for (Future<Boolean> each : threads.invokeAll(writers)) {
        winners += each.get() ? 1 : 0;
      }

      assertThat(winners).isEqualTo(1);
      assertThat(storage.read(path, 3)).hasSize(3);
    }

    threads.shutdown();
    assertThat(folder.resolve("new")).isDirectoryNotContaining("glob:**.tmp*");
  }

  @Test
  void publishesOverAFileThatWasCutShort() throws Exception {
    Path local = Files.writeString(folder.resolve("spooled"), "whole");
    Files.writeString(folder.resolve("shard"), "who");

    assertThat(storage().publish(local, hold("shard"))).isTrue();
    assertThat(folder.resolve("shard")).hasContent("whole");
    assertThat(storage().publish(local, hold("shard"))).isFalse();
  }

  @Test
  void refusesObjectStoresByName() {
    assertThatThrownBy(() -> CommitWay.of("gs"))
        .isInstanceOf(InvalidStoreException.class)
        .hasMessage(
            "Unsupported: commits to gs (write the store to a local disk, to HDFS or to S3)");
    assertThat(CommitWay.of("s3a")).isEqualTo(CommitWay.CONDITION);
    assertThat(CommitWay.of("file")).isEqualTo(CommitWay.LINK);
    assertThat(CommitWay.of("hdfs")).isEqualTo(CommitWay.RENAME);
  }
}
