package io.millrace.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.millrace.sample.Field;
import io.millrace.sample.Label;
import io.millrace.sample.Sample;
import io.millrace.storage.FileEntry;
import io.millrace.storage.LocalStorage;
import io.millrace.storage.RangeFile;
import io.millrace.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesAheadTest {
  private static final int FILES = 40;
  private static final int REQUESTS = 12;

  @TempDir private Path folder;
  private final List<Sample> samples = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    for (int i = 0; i < FILES; i++) {
      Path file = Files.write(folder.resolve("f" + i), new byte[] {(byte) i, 1});
      samples.add(Drawn.sample(Label.NORMAL, file));
    }
  }

  private FilesAhead open(Storage storage) {
    return new FilesAhead(storage, table(), Set.of(Field.IMAGE), REQUESTS);
  }

  private SampleTable table() {
    return new SampleTable() {
      @Override
      public int size() {
        return samples.size();
      }

      @Override
      public Sample at(int ordinal) {
        return samples.get(ordinal);
      }
    };
  }

  private static EpochOrder order() {
    return EpochOrder.table(FILES, 8);
  }

  private byte[] decode(FilesAhead files, int ordinal) throws IOException {
    files.take(ordinal);
    try {
      return files.read(samples.get(ordinal), Field.IMAGE);
    } finally {
      files.drop(samples.get(ordinal));
    }
  }

  /** Disks that are far away: every read is counted, and waits for something but the first few. */
  record Far(AtomicInteger reads, CountDownLatch together, int alone) implements Storage {
    private static final LocalStorage LOCAL = new LocalStorage();

    Far(AtomicInteger reads, CountDownLatch together) {
      this(reads, together, 0);
    }

    @Override
    public byte[] read(String path, long length) throws IOException {
      if (reads.incrementAndGet() <= alone) {
        return LOCAL.read(path, length);
      }

      together.countDown();
      try {
        assertThat(together.await(1, TimeUnit.MINUTES)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }

      return LOCAL.read(path, length);
    }

    @Override
    public List<FileEntry> list(String path) throws IOException {
      return LOCAL.list(path);
    }

    @Override
    public RangeFile open(String path, long length) throws IOException {
      return LOCAL.open(path, length);
    }

    @Override
    public Optional<FileEntry> find(String path) throws IOException {
      return LOCAL.find(path);
    }

    @Override
    public String identity(String path) {
      return path;
    }

    @Override
    public int inFlight(String path) {
      return REQUESTS;
    }
  }

  @Test
  void keepsTwelveRequestsUnderWayAndReadsEachFileOnce() throws IOException {
    Far far = new Far(new AtomicInteger(), new CountDownLatch(REQUESTS));
    try (FilesAhead files = open(far)) {
      for (int epoch = 1; epoch <= 2; epoch++) {
        files.begin(order().ahead(0));
        for (int i = 0; i < FILES; i++) {
          assertThat(decode(files, i)).containsExactly(i, 1);
        }

        files.end();
        assertThat(far.reads()).hasValue(epoch * FILES);
      }
    }
  }

  @Test
  void whatNobodyTookIsForgottenWithItsEpoch() throws IOException {
    Far far = new Far(new AtomicInteger(), new CountDownLatch(1));
    try (FilesAhead files = open(far)) {
      files.begin(order().ahead(0));
      assertThat(decode(files, FILES - 1)).containsExactly(FILES - 1, 1);
      files.end();
      assertThat(decode(files, 0)).containsExactly(0, 1);
    }

    assertThat(far.reads().get()).isLessThanOrEqualTo(FILES + 1);
  }

  @Test
  void aFileThatCannotBeReadFailsWhereItIsWanted() throws IOException {
    Far far = new Far(new AtomicInteger(), new CountDownLatch(1));
    Files.delete(folder.resolve("f3"));
    try (FilesAhead files = open(far)) {
      files.begin(order().ahead(0));
      assertThat(decode(files, 2)).containsExactly(2, 1);
      assertThatIOException().isThrownBy(() -> decode(files, 3)).withMessage("it does not exist");
      assertThat(decode(files, 4)).containsExactly(4, 1);
    }
  }
}
