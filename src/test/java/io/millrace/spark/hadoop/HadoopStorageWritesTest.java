package io.millrace.spark.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopStorageWritesTest {
  private static final HadoopStorage STORAGE = new HadoopStorage(new Configuration(false));

  @TempDir Path folder;

  @Test
  void writesToLocalDisksWithoutChecksumFiles() throws IOException {
    Path local = Files.write(folder.resolve("local"), new byte[] {1, 2, 3});
    for (String root : List.of(folder + "/plain ü%41", "file:" + folder + "/scheme")) {
      assertThat(STORAGE.createIfAbsent(root + "/a/1.json", new byte[] {1})).isTrue();
      assertThat(STORAGE.createIfAbsent(root + "/a/1.json", new byte[] {2})).isFalse();
      assertThat(STORAGE.read(root + "/a/1.json", 1)).containsExactly(1);
      assertThat(STORAGE.publish(local, root + "/a/x")).isTrue();
      assertThat(STORAGE.publish(local, root + "/a/x")).isFalse();
      assertThat(STORAGE.list(root + "/a"))
          .extracting(entry -> entry.name() + " " + entry.length())
          .containsExactlyInAnyOrder("1.json 1", "x 3");
      STORAGE.delete(root + "/a/x");
      STORAGE.delete(root + "/a/x");
      assertThat(STORAGE.find(root + "/a/x")).isEmpty();
    }

    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".crc"));
    }
  }
}
