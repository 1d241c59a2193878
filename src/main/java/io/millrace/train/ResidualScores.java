package io.millrace.train;

import io.millrace.feed.FeedBatch;
import io.millrace.feed.FeedBatches;
import io.millrace.feed.Phase;
import io.millrace.feed.RankContext;
import io.millrace.item.HostTensor;
import io.millrace.item.ItemField;
import io.millrace.sample.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scores pictures by what an autoencoder cannot rebuild. The residuals of red, green and blue are
 * smoothed with their signs, so that noise cancels and a spot does not; their Mahalanobis distance
 * from the training pictures' residuals at the same place is the map, its maximum the score.
 */
final class ResidualScores {
  private static final int CHANNELS = 3;
  private static final double SMOOTHING = 1;
  private static final double REGULARISATION = 1e-5;

  private final Workbench bench;
  private final float[] weights;
  private final int side;
  private final Smoothing smoothing = new Smoothing(SMOOTHING);
  private final List<EvaluationLedger.Row> rows = new ArrayList<>();
  private final PixelCounts pixels = new PixelCounts();
  private GaussianModel normal;

  ResidualScores(Workbench bench, float[] weights, int side) {
    this.bench = bench;
    this.weights = weights;
    this.side = side;
  }

  /** What is done with a row's residuals, channels x side x side. */
  private interface RowAction {
    void accept(FeedBatch batch, int row, float[] residuals);
  }

  /** Learns what the residuals of normal pictures are, over all ranks. */
  void learn(RankContext context, RingAllReduce ring) throws IOException {
    GaussianStatistics statistics = new GaussianStatistics(side * side, CHANNELS);
    each(context, Split.TRAIN, (batch, row, residuals) -> statistics.add(residuals));
    float[] sums = statistics.vector();
    ring.sum(sums);
    statistics.take(sums);
    normal = statistics.model(REGULARISATION);
  }

  /** Scores this rank's test pictures. */
  void score(RankContext context) {
    each(context, Split.TEST, this::score);
  }

  private void score(FeedBatch batch, int row, float[] residuals) {
    ScoreMap map = new ScoreMap(side, side, normal.distances(residuals));
    int label = batch.host().tensors().get(ItemField.GT_LABEL).data().get(row);
    rows.add(new EvaluationLedger.Row(batch.sampleIds().get(row), label, map.max()));
    HostTensor masks = batch.host().tensors().get(ItemField.GT_MASK);
    if (masks != null && label >= 0) {
      map.count(masks.slice(row), pixels);
    }
  }

  private void each(RankContext context, Split split, RowAction action) {
    try (FeedBatches batches = context.evaluate(split)) {
      while (batches.hasNext()) {
        FeedBatch batch = batches.next();
        context.phase(Phase.STEP);
        if (batch.validRows() > 0) {
          each(batch, action);
        }
      }
    }
  }

  private void each(FeedBatch batch, RowAction action) {
    float[] residuals = bench.residuals(batch, weights);
    int size = side * side;
    for (int row = 0; row < batch.size(); row++) {
      if (!batch.isValid(row)) {
        continue;
      }

      float[] planes = new float[CHANNELS * size];
      for (int c = 0; c < CHANNELS; c++) {
        int from = (row * CHANNELS + c) * size;
        float[] plane = Arrays.copyOfRange(residuals, from, from + size);
        smoothing.apply(plane, side, side);
        System.arraycopy(plane, 0, planes, c * size, size);
      }
      action.accept(batch, row, planes);
    }
  }

  EvaluationLedger ledger() {
    return new EvaluationLedger(rows);
  }

  PixelCounts pixels() {
    return pixels;
  }
}
