package io.millrace.train;

import io.millrace.feed.BatchFunction;
import io.millrace.feed.Device;
import io.millrace.feed.FeedBatch;
import io.millrace.feed.NamedValues;
import io.millrace.item.HostTensor;
import io.millrace.item.ItemField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Scores pictures by PaDiM: the smoothed Mahalanobis distance at each position is the map, its
 * maximum the score. Columns {@code gt_label} (-1 unknown), {@code pred_score}, {@code anomaly_map}
 * (float32 height x width as {@link Floats}), {@code height}, {@code width}, {@code mask_cells}
 * ({@link MaskCells}; empty without a mask).
 *
 * @param features as those that the Gaussians were fitted to
 * @param normal the Gaussians
 * @param smoothing deviation in cells; 0 for none
 */
public record PadimScore(PadimFeatures features, GaussianModel normal, double smoothing)
    implements BatchFunction {
  public PadimScore {
    Objects.requireNonNull(features, "features");
    Objects.requireNonNull(normal, "normal");
    if (!(smoothing >= 0)) {
      throw new IllegalArgumentException("Invalid smoothing: " + smoothing + " (must be >= 0)");
    }
  }

  @Override
  public Opened open(Device device) throws IOException {
    return new Open(features.backbone().load(device));
  }

  private final class Open implements Opened {
    private final Backbone.Loaded loaded;

    private Open(Backbone.Loaded loaded) {
      this.loaded = loaded;
    }

    @Override
    public NamedValues apply(FeedBatch batch) throws Exception {
      Features rows = loaded.features(batch);
      int[] channels = features.choice().of(rows.channels());
      List<Float> scores = new ArrayList<>();
      List<byte[]> maps = new ArrayList<>();
      for (int i = 0; i < batch.size(); i++) {
        float[] distances = normal.distances(rows.row(i, channels));
        ScoreMap map = new ScoreMap(rows.height(), rows.width(), distances).smoothed(smoothing);
        scores.add(map.max());
        maps.add(Floats.bytes(map.values()));
      }

      return NamedValues.of("gt_label", labels(batch))
          .and("pred_score", scores)
          .and("anomaly_map", maps)
          .and("height", PadimFeatures.same(rows.height(), batch))
          .and("width", PadimFeatures.same(rows.width(), batch))
          .and("mask_cells", cells(batch, rows));
    }

    @Override
    public void close() {
      loaded.close();
    }
  }

  private static List<Integer> labels(FeedBatch batch) {
    HostTensor labels = batch.host().tensors().get(ItemField.GT_LABEL);
    List<Integer> list = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      list.add((int) labels.data().get(i));
    }

    return list;
  }

  private static List<byte[]> cells(FeedBatch batch, Features rows) {
    HostTensor masks = batch.host().tensors().get(ItemField.GT_MASK);
    List<byte[]> list = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      list.add(
          masks == null
              ? new byte[0]
              : MaskCells.of(masks.slice(i), rows.height(), rows.width()).bytes());
    }

    return list;
  }
}
