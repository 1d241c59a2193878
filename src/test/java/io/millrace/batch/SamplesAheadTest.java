package io.millrace.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.millrace.sample.Field;
import io.millrace.sample.Label;
import io.millrace.sample.Sample;
import io.millrace.storage.LocalStorage;
import io.millrace.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesAheadTest {
  private static final int FILES = 60;
  private static final int REQUESTS = 4;

  @TempDir private Path folder;
  private final List<Sample> samples = new ArrayList<>();
  private final AtomicInteger reads = new AtomicInteger();

  @BeforeEach
  void write() throws IOException {
    for (int i = 0; i < FILES; i++) {
      Path file = Files.write(folder.resolve("f" + i), new byte[] {(byte) i, 1});
      samples.add(Drawn.sample(Label.NORMAL, file));
    }
  }

  private SamplesAhead<Sample> open(Storage storage) {
    return new SamplesAhead<>(samples.iterator(), Function.identity(), storage, REQUESTS);
  }

  private Storage far(int together) {
    return new FilesAheadTest.Far(reads, new CountDownLatch(together), 3 * REQUESTS);
  }

  @Test
  void keepsRequestsUnderWayAndReadsEachFileOnce() throws IOException {
    List<Integer> order = new ArrayList<>();
    try (SamplesAhead<Sample> files = open(far(REQUESTS))) {
      while (files.hasNext()) {
        order.add((int) files.read(files.next(), Field.IMAGE)[0]);
      }
    }

    assertThat(order).hasSize(FILES).isSorted();
    assertThat(reads).hasValue(FILES);
  }

  @Test
  void readsNoMoreThanTwiceOfWhatIsTaken() throws IOException {
    try (SamplesAhead<Sample> files = open(far(1))) {
      for (int taken = 1; taken < FILES / 2; taken++) {
        files.read(files.next(), Field.IMAGE);
        assertThat(reads.get()).isLessThanOrEqualTo(2 * taken);
      }
    }
  }

  @Test
  void readsNothingThatNobodyAsksFor() throws IOException {
    try (SamplesAhead<Sample> files = open(far(1))) {
      while (files.hasNext()) {
        files.next();
      }

      assertThat(reads).hasValue(0);
    }
  }

  @Test
  void stopsAfterARowWhoseFilesNobodyWanted() throws IOException {
    try (SamplesAhead<Sample> files = open(far(1))) {
      files.read(files.next(), Field.IMAGE);
      while (files.hasNext()) {
        files.next();
      }
    }

    assertThat(reads.get()).isBetween(1, 2);
  }

  @Test
  void leavesDisksThatAnswerAtOnceAlone() throws IOException {
    try (SamplesAhead<Sample> files = open(new LocalStorage())) {
      assertThat(files.read(files.next(), Field.IMAGE)).containsExactly(0, 1);
      Files.delete(folder.resolve("f1"));
      Files.write(folder.resolve("f2"), new byte[] {7, 7});
      files.next();
      assertThat(files.read(files.next(), Field.IMAGE)).as("as it is now").containsExactly(7, 7);
    }
  }

  @Test
  void aFileThatCannotBeReadFailsWhereItIsWanted() throws IOException {
    Files.delete(folder.resolve("f3"));
    try (SamplesAhead<Sample> files = open(far(1))) {
      for (Sample sample : samples) {
        assertThat(files.next()).isEqualTo(sample);
        if (sample.equals(samples.get(3))) {
          assertThatIOException()
              .isThrownBy(() -> files.read(sample, Field.IMAGE))
              .withMessage("it does not exist");
        } else {
          assertThat(files.read(sample, Field.IMAGE)).hasSize(2);
        }
      }
    }
  }
}
