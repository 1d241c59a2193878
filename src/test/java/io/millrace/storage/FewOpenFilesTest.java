package io.millrace.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FewOpenFilesTest {
  @TempDir private Path folder;
  private final FewOpenFiles few = new FewOpenFiles(new LocalStorage(), 2);

  private RangeFile file(int number) throws IOException {
    Path path = folder.resolve("file" + number);
    Files.write(path, new byte[] {0, (byte) number});
    return few.open(path.toString(), 2);
  }

  private static int read(RangeFile file) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    file.read(1, one);
    return one.get(0);
  }

  @Test
  void readsManyFilesThroughFewHandles() throws IOException {
    List<RangeFile> files = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      files.add(file(i));
    }

    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 9; i++) {
        assertThat(read(files.get(i))).isEqualTo(i);
        assertThat(few.handles()).isLessThanOrEqualTo(2);
      }
    }

    for (RangeFile file : files) {
      file.close();
    }
    assertThat(few.handles()).isZero();
  }

  @Test
  void readsOneFileByManyThreadsWhileOthersPushItOut() throws IOException {
    List<RangeFile> files = List.of(file(0), file(1), file(2), file(3));

    boolean right =
        IntStream.range(0, 4000)
            .parallel()
            .allMatch(
                i -> {
                  try {
                    return read(files.get(i % 4)) == i % 4;
                  } catch (IOException e) {
                    return false;
                  }
                });

    assertThat(right).isTrue();
    assertThat(few.handles()).isLessThanOrEqualTo(2 + Runtime.getRuntime().availableProcessors());
  }

  @Test
  void showsAMissingFileAtItsFirstRead() {
    RangeFile missing = few.open(folder.resolve("none").toString(), 2);

    assertThatThrownBy(() -> read(missing)).isInstanceOf(FileNotFoundException.class);
  }
}
