package io.millrace.train;

import io.millrace.feed.FeedBatch;
import io.millrace.feed.FeedBatches;
import io.millrace.feed.Phase;
import io.millrace.feed.RankContext;
import io.millrace.item.HostTensor;
import io.millrace.item.ItemField;
import io.millrace.sample.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores pictures by what an autoencoder cannot rebuild: the squared error, averaged over red,
 * green and blue and smoothed, is the map, at the network's size; its maximum is the score.
 */
final class ResidualScores {
  private static final int CHANNELS = 3;
  private static final double SMOOTHING = 1.5;

  private final Workbench bench;
  private final float[] weights;
  private final int side;
  private final List<EvaluationLedger.Row> rows = new ArrayList<>();
  private final PixelCounts pixels = new PixelCounts();

  ResidualScores(Workbench bench, float[] weights, int side) {
    this.bench = bench;
    this.weights = weights;
    this.side = side;
  }

  /** Scores this rank's test pictures. */
  void score(RankContext context) {
    try (FeedBatches batches = context.evaluate(Split.TEST)) {
      while (batches.hasNext()) {
        FeedBatch batch = batches.next();
        context.phase(Phase.STEP);
        if (batch.validRows() > 0) {
          score(batch);
        }
      }
    }
  }

  private void score(FeedBatch batch) {
    float[] residuals = bench.residuals(batch, weights);
    for (int row = 0; row < batch.size(); row++) {
      if (batch.isValid(row)) {
        score(batch, row, new ScoreMap(side, side, errors(residuals, row)).smoothed(SMOOTHING));
      }
    }
  }

  private float[] errors(float[] residuals, int row) {
    int size = side * side;
    float[] errors = new float[size];
    for (int c = 0; c < CHANNELS; c++) {
      int from = (row * CHANNELS + c) * size;
      for (int i = 0; i < size; i++) {
        errors[i] += residuals[from + i] * residuals[from + i] / CHANNELS;
      }
    }

    return errors;
  }

  private void score(FeedBatch batch, int row, ScoreMap map) {
    int label = batch.host().tensors().get(ItemField.GT_LABEL).data().get(row);
    rows.add(new EvaluationLedger.Row(batch.sampleIds().get(row), label, map.max()));
    HostTensor masks = batch.host().tensors().get(ItemField.GT_MASK);
    if (masks != null && label >= 0) {
      MaskCells.of(masks.slice(row), side, side).count(map.values(), pixels);
    }
  }

  EvaluationLedger ledger() {
    return new EvaluationLedger(rows);
  }

  PixelCounts pixels() {
    return pixels;
  }
}
