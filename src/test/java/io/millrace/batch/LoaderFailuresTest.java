package io.millrace.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.sample.BadSampleException;
import io.millrace.sample.Finding;
import io.millrace.sample.Label;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.Reason;
import io.millrace.sample.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoaderFailuresTest {
  @TempDir Path folder;
  private Drawn drawn;

  @BeforeEach
  void draw() {
    drawn = new Drawn(folder);
  }

  /** Samples of which those of these positions are empty files. */
  private List<Sample> withBad(int count, Set<Integer> bad) throws IOException {
    List<Sample> samples = new ArrayList<>(drawn.greys(count));
    for (int i : bad) {
      samples.set(i, Drawn.sample(Label.NORMAL, drawn.bytes("%03d.png".formatted(i), new byte[0])));
    }

    return samples;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void failsWithTheFirstBadSampleByOrder(int workers) throws IOException {
    List<Sample> samples = withBad(9, Set.of(4, 5, 8));
    try (Dataloader<ImageBatch> loader = Loading.of(samples, 3, workers).open()) {
      BatchStream<ImageBatch> stream = loader.iterator();
      assertThat(stream.next().size()).isEqualTo(3);
      String message =
          "Cannot read IMAGE of sample 004.png: %s/004.png is empty (0 bytes) (%s)"
              .formatted(folder, Reason.EMPTY_FILE.wayOut());

      assertThatExceptionOfType(BadSampleException.class)
          .isThrownBy(stream::hasNext)
          .withMessage(message);
      assertThatExceptionOfType(BadSampleException.class)
          .isThrownBy(stream::next)
          .withMessage(message);
      stream.close();
      assertThat(loader.pool().leased()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void leavesOutAndListsBadSamplesInAnyNumberOfEpochs(int workers) throws IOException {
    List<Sample> samples = withBad(9, Set.of(1, 3, 4, 5, 8));
    Loading loading = Loading.of(samples, 3, workers).with(OnBadSample.QUARANTINE);
    try (Dataloader<ImageBatch> loader = loading.poisoning()) {
      for (int epoch = 0; epoch < 3; epoch++) {
        assertThat(Loading.epoch(loader))
            .containsExactly(List.of("000.png=0", "002.png=2"), List.of("006.png=6", "007.png=7"));
        assertThat(loader.quarantined())
            .extracting(Finding::sampleId)
            .containsExactly("001.png", "003.png", "004.png", "005.png", "008.png");
      }

      assertThat(loader.quarantined()).extracting(Finding::reason).containsOnly(Reason.EMPTY_FILE);
      assertThat(loader.pool().leased()).isZero();
    }
  }

  @Test
  void listsABadSampleWhenTheReaderGetsThere() throws IOException {
    CountDownLatch readAhead = new CountDownLatch(1);
    Loading loading =
        Loading.of(withBad(6, Set.of(3)), 2, 1)
            .with(OnBadSample.QUARANTINE)
            .before(
                ordinal -> {
                  if (ordinal == 4) {
                    readAhead.countDown();
                  }
                });
    try (Dataloader<ImageBatch> loader = loading.open()) {
      BatchStream<ImageBatch> stream = loader.iterator();
      stream.next();
      await(readAhead);
      assertThat(loader.quarantined()).isEmpty();

      assertThat(Loading.rows(stream.next())).containsExactly("002.png=2");
      assertThat(loader.quarantined()).extracting(Finding::sampleId).containsExactly("003.png");
    }
  }

  @Test
  void leavesOutBadSamplesOfTheirOwnSizesToo() throws IOException {
    List<Sample> samples = withBad(7, Set.of(0, 1, 2, 6));
    Loading loading = Loading.of(samples, 3, 2).with(Drawn.NATIVE).with(OnBadSample.QUARANTINE);
    try (Dataloader<ImageBatch> loader = loading.open()) {
      assertThat(Loading.epoch(loader))
          .containsExactly(List.of("003.png=3", "004.png=4", "005.png=5"));
    }
  }

  @Test
  void epochOfOnlyBadSamplesHasNoBatches() throws IOException {
    Loading loading = Loading.of(withBad(5, Set.of(0, 1, 2, 3, 4)), 2, 2);
    try (Dataloader<ImageBatch> loader = loading.with(OnBadSample.QUARANTINE).open()) {
      assertThat(Loading.epoch(loader)).isEmpty();
      assertThat(loader.quarantined()).hasSize(5);
      assertThat(loader.pool().leased()).isZero();
    }
  }

  @Test
  void workersFailuresReachTheReaderAsTheyAre() throws IOException {
    List<Throwable> failures =
        List.of(new IllegalStateException("a bug"), new OutOfMemoryError("for the test"));
    for (Throwable failure : failures) {
      Loading loading =
          Loading.of(drawn.greys(9), 2, 3)
              .with(OnBadSample.QUARANTINE)
              .before(
                  ordinal -> {
                    if (ordinal == 4) {
                      throwUnchecked(failure);
                    }
                  });
      try (Dataloader<ImageBatch> loader = loading.open()) {
        assertThatThrownBy(() -> Loading.epoch(loader)).isSameAs(failure);
        assertThat(loader.pool().leased()).isZero();
      }
    }
  }

  private static void throwUnchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  @Test
  void closingWaitsForTheWorkersBeforeItGivesTheirMemoryBack() throws Exception {
    CountDownLatch decoding = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    List<Integer> begun = new ArrayList<>();
    Dataloader<ImageBatch> loader =
        Loading.of(drawn.greys(9), 3, 1)
            .before(
                ordinal -> {
                  begun.add(ordinal);
                  decoding.countDown();
                  await(mayGoOn);
                })
            .open();
    assertThat(loader.iterator()).isNotNull();
    await(decoding);
    FutureTask<Integer> closing =
        new FutureTask<>(
            () -> {
              loader.close();
              return loader.pool().leased();
            });
    Thread closer = new Thread(closing);
    closer.start();
    // it blocks on the one worker, which waits for this test
    while (closer.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }

    assertThat(loader.pool().leased()).isPositive();
    mayGoOn.countDown();
    assertThat(closing.get(30, TimeUnit.SECONDS)).isZero();
    assertThat(begun).containsExactly(0);
  }

  @Test
  void noWorkerIsAliveAfterClosing() throws Exception {
    Dataloader<ImageBatch> loader = Loading.of(drawn.greys(30), 2, 5).open();
    loader.iterator().next();
    List<Thread> decoders = Loading.decoders();
    loader.close();
    for (Thread decoder : decoders) {
      decoder.join(30_000);
    }

    assertThat(decoders).hasSizeGreaterThanOrEqualTo(5).noneMatch(Thread::isAlive);
  }

  @Test
  void interruptLosesNoBatchAndStaysSet() throws IOException {
    try (Dataloader<ImageBatch> loader = Loading.of(drawn.greys(7), 2, 2).open()) {
      Thread.currentThread().interrupt();

      assertThat(Loading.epoch(loader)).hasSize(4);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
