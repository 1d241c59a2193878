package io.millrace.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.djl.ndarray.types.DataType;
import io.millrace.item.ItemField;
import io.millrace.item.Size;
import io.millrace.sample.Label;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.Sample;
import io.millrace.storage.LocalStorage;
import io.millrace.transform.Compose;
import io.millrace.transform.RandomHorizontalFlip;
import io.millrace.transform.RandomVerticalFlip;
import io.millrace.transform.Resize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataloaderTest {
  @TempDir Path folder;
  private Drawn drawn;

  @BeforeEach
  void draw() {
    drawn = new Drawn(folder);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void givesTheSameBatchesForAnyNumberOfWorkers(int workers) throws IOException {
    try (Dataloader<ImageBatch> loader = Loading.of(drawn.greys(8), 3, workers).poisoning()) {
      for (int epoch = 0; epoch < 3; epoch++) {
        assertThat(Loading.epoch(loader))
            .containsExactly(
                List.of("000.png=0", "001.png=1", "002.png=2"),
                List.of("003.png=3", "004.png=4", "005.png=5"),
                List.of("006.png=6", "007.png=7"));
      }

      assertThat(loader.samples()).isEqualTo(8);
      assertThat(loader.batches()).isEqualTo(3);
      assertThat(loader.pool().leased()).isZero();
    }
  }

  @Test
  void drawsAnewInEveryEpochAndTheSameForAnyNumberOfWorkers() throws IOException {
    Compose flips =
        Compose.of(Resize.exact(3, 4), new RandomHorizontalFlip(0.5), new RandomVerticalFlip(0.5));
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      samples.add(
          Drawn.abnormal(drawn.picture(i + ".png", 3, 4, i), drawn.mask(i + "_mask.png", 3, 4)));
    }

    List<List<String>> one = corners(Loading.of(samples, 4, 1).with(Drawn.recipe(flips)));
    assertThat(one).hasSize(4).doesNotHaveDuplicates();
    assertThat(corners(Loading.of(samples, 2, 7).with(Drawn.recipe(flips)))).isEqualTo(one);
  }

  /** Where the marked pixel of every mask is, for each of four epochs. */
  private static List<List<String>> corners(Loading loading) {
    List<List<String>> epochs = new ArrayList<>();
    try (Dataloader<ImageBatch> loader = loading.open()) {
      for (int epoch = 0; epoch < 4; epoch++) {
        List<String> corners = new ArrayList<>();
        for (ImageBatch batch : loader) {
          IntStream.range(0, batch.size())
              .forEach(i -> corners.add(batch.item(i).gtMask().data().toString() + mark(batch, i)));
        }
        epochs.add(corners);
      }
    }

    return epochs;
  }

  private static int mark(ImageBatch batch, int i) {
    ByteBuffer mask = batch.host().tensors().get(ItemField.GT_MASK).slice(i).data();
    return IntStream.range(0, mask.remaining()).filter(k -> mask.get(k) == 1).sum();
  }

  @Test
  void asksForTheOrderOfEveryEpochByItsNumber() throws IOException {
    List<Sample> samples = drawn.greys(3);
    EpochOrder rotating =
        new EpochOrder() {
          @Override
          public Iterator<int[]> batches(long epoch) {
            return List.of(IntStream.range(0, 3).map(i -> (int) ((i + epoch) % 3)).toArray())
                .iterator();
          }

          @Override
          public int steps() {
            return 1;
          }
        };
    LoaderInput input = new LoaderInput(rows(samples, new ArrayList<>()), rotating);
    LoaderOptions options = new LoaderOptions(3, 2, 0, OnBadSample.FAIL);
    try (Dataloader<ImageBatch> loader = new Dataloader<>(input, options, ImageBatch::of)) {
      assertThat(Loading.epoch(loader))
          .containsExactly(List.of("000.png=0", "001.png=1", "002.png=2"));
      assertThat(Loading.epoch(loader))
          .containsExactly(List.of("001.png=1", "002.png=2", "000.png=0"));
    }
  }

  private static FileRows rows(List<Sample> samples, List<String> closed) {
    return new FileRows(table(samples, closed), new LocalStorage(), Drawn.FIXED);
  }

  private static SampleTable table(List<Sample> samples, List<String> closed) {
    return new SampleTable() {
      @Override
      public int size() {
        return samples.size();
      }

      @Override
      public Sample at(int ordinal) {
        return samples.get(ordinal);
      }

      @Override
      public void close() {
        closed.add("closed");
      }
    };
  }

  @Test
  void tableOrderIsTheSameInEveryEpoch() {
    EpochOrder order = EpochOrder.table(5, 2);

    assertThat(order.steps()).isEqualTo(3);
    assertThat((Iterable<int[]>) () -> order.batches(7))
        .containsExactly(new int[] {0, 1}, new int[] {2, 3}, new int[] {4});
  }

  @Test
  void nextClosesTheBatchBeforeAndUsesItsMemoryAgain() throws IOException {
    try (Dataloader<ImageBatch> loader =
        Loading.of(drawn.greys(12), 1, 1).withRoomFor(1).poisoning()) {
      BatchStream<ImageBatch> stream = loader.iterator();
      for (int i = 0; i < 12; i++) {
        assertThat(stream.hasNext()).isTrue();
        ImageBatch batch = stream.next();
        assertThat(Loading.rows(batch)).containsExactly("%03d.png=%d".formatted(i, i));
        if (i == 3) {
          ImageBatch[] kept = {batch};
          stream.next();
          assertThatIllegalStateException()
              .isThrownBy(kept[0]::image)
              .withMessage(
                  "Cannot use a closed batch: call detach() to keep it when the loader goes on");
          i++;
        }
      }

      assertThat(stream.hasNext()).isFalse();
      assertThat(loader.pool().allocated()).isEqualTo(2);
    }
  }

  @Test
  void detachedBatchKeepsItsNumbersAndItsMemory() throws IOException {
    List<ImageBatch> kept = new ArrayList<>();
    Dataloader<ImageBatch> loader = Loading.of(drawn.greys(9), 2, 2).withRoomFor(2).poisoning();
    for (int epoch = 0; epoch < 2; epoch++) {
      for (ImageBatch batch : loader) {
        if (batch.sampleId().contains("004.png")) {
          batch.detach();
          kept.add(batch);
        }
      }
    }
    loader.close();

    assertThat(loader.pool().leased()).isEqualTo(2);
    for (ImageBatch batch : kept) {
      assertThat(batch.isDetached()).isTrue();
      assertThat(Loading.rows(batch)).containsExactly("004.png=4", "005.png=5");
      assertThat(batch.image().toFloatArray()[0]).isEqualTo(4 * Float.intBitsToFloat(0x3B808081));
      batch.close();
    }

    assertThat(loader.pool().leased()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "4, 2, 3", "2, 7, 5", "1, 1, 100"})
  void memoryDoesNotGrowWithTheSamples(int batchSize, int workers, int room) throws IOException {
    Loading loading = Loading.of(drawn.greys(60), batchSize, workers).withRoomFor(room);
    try (Dataloader<ImageBatch> loader = loading.open()) {
      for (int epoch = 0; epoch < 3; epoch++) {
        Loading.epoch(loader);
      }

      int wanted = 2 + workers / batchSize;
      assertThat(loader.pool().allocated()).isLessThanOrEqualTo(Math.min(room, wanted) + 1);
      assertThat(loader.pool().leased()).isZero();
    }
  }

  @Test
  void breakOutOfTheLoopLeavesNothingBehind() throws IOException {
    Dataloader<ImageBatch> loader = Loading.of(drawn.greys(30), 2, 3).poisoning();
    ImageBatch last = null;
    for (ImageBatch batch : loader) {
      last = batch;
      if (batch.sampleId().contains("006.png")) {
        break;
      }
    }
    assertThat(Loading.rows(last)).containsExactly("006.png=6", "007.png=7");
    loader.close();

    assertThat(loader.pool().leased()).isZero();
    assertThatIllegalStateException().isThrownBy(last::image);
    assertThat(loader.workers().isShutdown()).isTrue();
  }

  @Test
  void newEpochEndsTheOneBefore() throws IOException {
    try (Dataloader<ImageBatch> loader = Loading.of(drawn.greys(9), 2, 2).open()) {
      BatchStream<ImageBatch> first = loader.iterator();
      ImageBatch before = first.next();
      BatchStream<ImageBatch> second = loader.iterator();

      assertThat(Loading.rows(second.next())).containsExactly("000.png=0", "001.png=1");
      assertThatIllegalStateException().isThrownBy(before::image);
      String message =
          "Cannot read epoch 0: it was closed, or its loader has begun another (read one epoch at a"
              + " time)";
      assertThatIllegalStateException().isThrownBy(first::hasNext).withMessage(message);
      assertThatIllegalStateException().isThrownBy(first::next).withMessage(message);
      first.close();
      assertThat(Loading.rows(second.next())).containsExactly("002.png=2", "003.png=3");
      second.close();
      assertThat(loader.pool().leased()).isZero();
    }
  }

  @Test
  void closesItsTableOnce() throws IOException {
    List<String> closed = new ArrayList<>();
    SampleTable table = table(drawn.greys(1), closed);
    LoaderInput input =
        new LoaderInput(
            new FileRows(table, new LocalStorage(), Drawn.FIXED), EpochOrder.table(1, 1));
    Dataloader<ImageBatch> loader =
        new Dataloader<>(input, new LoaderOptions(1, 1, 0, OnBadSample.FAIL), ImageBatch::of);
    assertThat(loader.iterator()).hasNext();
    loader.close();
    loader.close();

    assertThat(closed).containsExactly("closed");
    assertThatIllegalStateException()
        .isThrownBy(loader::iterator)
        .withMessage("Cannot begin an epoch: the loader is closed");
  }

  @Test
  void saysThatTheEpochHasEnded() throws IOException {
    try (Dataloader<ImageBatch> loader = Loading.of(drawn.greys(1), 2, 1).open()) {
      BatchStream<ImageBatch> stream = loader.iterator();
      stream.next();

      assertThatExceptionOfType(NoSuchElementException.class)
          .isThrownBy(stream::next)
          .withMessage("Cannot give another batch: the epoch has ended");
      assertThat(stream.hasNext()).isFalse();
    }
  }

  @Test
  void givesNoBatchOfNoSamples() throws IOException {
    try (Dataloader<ImageBatch> loader = Loading.of(List.of(), 2, 1).open()) {
      assertThat(Loading.epoch(loader)).isEmpty();
      assertThat(loader.batches()).isZero();
    }
  }

  @Test
  void collatesPicturesOfTheirOwnSizes() throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      samples.add(
          i % 2 == 0
              ? Drawn.sample(Label.NORMAL, drawn.picture(i + ".png", 3, 4 + i, i))
              : Drawn.abnormal(
                  drawn.picture(i + ".png", 5 + i, 3, i), drawn.mask(i + "_mask.png", 5 + i, 3)));
    }

    List<Size> sizes = new ArrayList<>();
    try (Dataloader<ImageBatch> loader = Loading.of(samples, 4, 3).with(Drawn.NATIVE).open()) {
      for (ImageBatch batch : loader) {
        sizes.add(batch.item(0).size());
        assertThat(batch.keys())
            .contains(ItemField.GT_LABEL, ItemField.GT_MASK, ItemField.MASK_PATH);
        assertThat(batch.gtLabel().getDataType()).isEqualTo(DataType.BOOLEAN);
        assertThat(batch.maskPath().get(0)).isEmpty();
      }
    }

    assertThat(sizes).containsExactly(new Size(8, 3), new Size(12, 3), new Size(14, 3));
  }

  @Test
  void refusesABatchThatNoBufferCanHold() throws IOException {
    Recipe huge = Drawn.recipe(Compose.of(Resize.exact(8192, 8192)));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Loading.of(drawn.greys(1), 3, 1).with(huge).open())
        .withMessage(
            "Cannot make a batch of 3 rows of 8192 x 8192: 2617245696 bytes (at most 2147483647,"
                + " so give a smaller batch size)");
  }

  @Test
  void refusesALoaderWithoutRowsOrWorkers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoaderOptions(0, 1, 1, OnBadSample.FAIL))
        .withMessage("Invalid loader: batch size 0, workers 1 (both >= 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoaderOptions(1, 0, 1, OnBadSample.FAIL))
        .withMessage("Invalid loader: batch size 1, workers 0 (both >= 1)");
  }
}
