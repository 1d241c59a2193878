package io.millrace.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.feed.BatchFunction;
import io.millrace.feed.Device;
import io.millrace.feed.FeedBatch;
import io.millrace.feed.NamedValues;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PadimTest {
  private static final Pictures TRAIN = new Pictures("train", 24, 0, 32);
  private static final Pictures TEST = new Pictures("test", 6, 6, 32);
  private static final PadimFeatures FEATURES =
      new PadimFeatures(Backbone.SMALL, new ChannelChoice(20, 0));

  private static FeedBatch batch(Pictures pictures, int from, int to) {
    List<Integer> rows = IntStream.range(from, to).boxed().toList();
    return pictures.batch(new FeedBatch.Place(0, 0), rows, new BitSet());
  }

  private static GaussianModel fit(int batchSize) throws Exception {
    try (BatchFunction.Opened open = FEATURES.open(Device.CPU)) {
      GaussianStatistics statistics = null;
      for (int from = 0; from < TRAIN.size(); from += batchSize) {
        NamedValues values = open.apply(batch(TRAIN, from, from + batchSize));
        int positions = first(values, "height") * first(values, "width");
        if (statistics == null) {
          statistics = new GaussianStatistics(positions, first(values, "channels"));
        }
        for (Object row : values.columns().get("features")) {
          statistics.add(Floats.of((byte[]) row));
        }
      }
      return statistics.model(0.01);
    }
  }

  private static int first(NamedValues values, String name) {
    return (int) values.columns().get(name).get(0);
  }

  @Test
  void findsSpotsThatItHasNotSeen() throws Exception {
    PadimScore score = new PadimScore(FEATURES, fit(8), 1);
    List<EvaluationLedger.Row> rows = new ArrayList<>();
    PixelCounts pixels = new PixelCounts();

    try (BatchFunction.Opened open = score.open(Device.CPU)) {
      NamedValues values = open.apply(batch(TEST, 0, TEST.size()));
      for (int i = 0; i < TEST.size(); i++) {
        float result = (float) values.columns().get("pred_score").get(i);
        int label = (int) values.columns().get("gt_label").get(i);
        rows.add(new EvaluationLedger.Row(TEST.id(i), label, result));
        byte[] map = (byte[]) values.columns().get("anomaly_map").get(i);
        byte[] cells = (byte[]) values.columns().get("mask_cells").get(i);
        MaskCells.of(cells).count(Floats.of(map), pixels);
      }
    }

    assertThat(new EvaluationLedger(rows).auroc(12).value()).isGreaterThan(0.9);
    assertThat(pixels.auroc().value()).isGreaterThan(0.9);
    assertThat(pixels.auroc().pixels()).isEqualTo(12 * 32 * 32);
  }

  @Test
  void tasksMayComputeAtTheSameTime() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (BatchFunction.Opened open = FEATURES.open(Device.CPU)) {
      byte[] expected = (byte[]) open.apply(batch(TRAIN, 0, 1)).columns().get("features").get(0);
      List<Callable<Object>> tasks = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        tasks.add(() -> open.apply(batch(TRAIN, 0, 1)).columns().get("features").get(0));
      }

      for (Future<Object> result : threads.invokeAll(tasks)) {
        assertThat((byte[]) result.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void smallerMapsAreAverages() throws Exception {
    Backbone coarse = new Backbone("", 0, ModelInput.UNIT, 4);

    try (BatchFunction.Opened open =
        new PadimFeatures(coarse, new ChannelChoice(500, 0)).open(Device.CPU)) {
      NamedValues values = open.apply(batch(TRAIN, 0, 2));

      assertThat(first(values, "height")).isEqualTo(4);
      assertThat(first(values, "channels")).isEqualTo(72);
    }
  }

  @Test
  void modelThatIsNotThereIsNamed() {
    Backbone missing = new Backbone("no/such.pt", 0, ModelInput.IMAGENET, 32);

    assertThatThrownBy(() -> new PadimFeatures(missing, new ChannelChoice(1, 0)).open(Device.CPU))
        .hasMessageContaining("Missing model ")
        .hasMessageContaining("no/such.pt: no such file on this machine")
        .hasMessageContaining("--files");
  }
}
