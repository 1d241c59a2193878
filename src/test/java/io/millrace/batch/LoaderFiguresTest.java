package io.millrace.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sample.OnBadSample;
import io.millrace.sample.Sample;
import io.millrace.storage.LocalStorage;
import io.millrace.storage.Storage;
import io.millrace.storage.WatchedStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoaderFiguresTest {
  @TempDir Path folder;

  @Test
  void countsWhatTheReaderHasHadAndWhatItCost() throws IOException {
    List<Sample> samples = new Drawn(folder).greys(7);

    try (Dataloader<ImageBatch> loader = loader(samples, new LocalStorage())) {
      assertThat(loader.figures().rows()).isZero();
      assertThat(loader.figures().traffic().requests()).isZero();
      Loading.epoch(loader);
      Loading.epoch(loader);

      LoaderFigures figures = loader.figures();
      assertThat(figures.rows()).isEqualTo(14);
      assertThat(figures.traffic().requests()).isEqualTo(14);
      assertThat(figures.traffic().bytes())
          .isEqualTo(2 * samples.stream().mapToLong(LoaderFiguresTest::bytes).sum());
      assertThat(figures.traffic().nanos()).isPositive();
      assertThat(figures.times().reading()).isEqualTo(figures.traffic().nanos());
      assertThat(figures.times().decoding()).isPositive();
      assertThat(figures.times().waiting()).isPositive();
      assertThat(figures.queueBytes()).isZero();
      assertThat(figures.cacheHits()).isZero();
    }
  }

  private static long bytes(Sample sample) {
    return sample.image().length();
  }

  @Test
  void namesTheFileThatTheReaderWaitsFor() throws Exception {
    List<Sample> samples = new Drawn(folder).greys(5);
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    WatchedStorage stuck =
        WatchedStorage.local(
            (path, offset) -> {
              if (path.endsWith("002.png")) {
                reached.countDown();
                await(go);
              }
            });

    try (Dataloader<ImageBatch> loader = loader(samples, stuck)) {
      assertThat(loader.working()).isEmpty();
      try (BatchStream<ImageBatch> stream = loader.iterator()) {
        await(reached);
        assertThat(loader.working()).contains(samples.get(2).image().path());
        assertThat(loader.figures().queueBytes()).isPositive();
        go.countDown();
        stream.forEachRemaining(batch -> {});
      }

      assertThat(loader.working()).isEmpty();
    } finally {
      go.countDown();
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException("Cannot wait for the test", e);
    }
  }

  private static Dataloader<ImageBatch> loader(List<Sample> samples, Storage storage) {
    Loading loading = Loading.of(samples, 3, 1);
    FileRows rows = new FileRows(loading.table(), storage, loading.recipe());
    LoaderOptions options = new LoaderOptions(3, 1, Loading.ROOM, OnBadSample.FAIL);
    return new Dataloader<>(
        new LoaderInput(rows, EpochOrder.table(samples.size(), 3)), options, ImageBatch::of);
  }
}
