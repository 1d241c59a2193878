package io.millrace.train;

import io.millrace.feed.BatchFunction;
import io.millrace.feed.Device;
import io.millrace.feed.FeedBatch;
import io.millrace.feed.NamedValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Features of pictures for PaDiM (Defard et al. 2020): columns {@code features}, float32 channels x
 * height x width as {@link Floats}, {@code channels}, {@code height}, {@code width}. They are meant
 * to be added to {@link GaussianStatistics} where they are made.
 *
 * @param backbone what makes them
 * @param choice which of its channels
 */
public record PadimFeatures(Backbone backbone, ChannelChoice choice) implements BatchFunction {
  public PadimFeatures {
    Objects.requireNonNull(backbone, "backbone");
    Objects.requireNonNull(choice, "choice");
  }

  @Override
  public Opened open(Device device) throws IOException {
    return new Open(backbone.load(device));
  }

  private final class Open implements Opened {
    private final Backbone.Loaded loaded;

    private Open(Backbone.Loaded loaded) {
      this.loaded = loaded;
    }

    @Override
    public NamedValues apply(FeedBatch batch) throws Exception {
      Features features = loaded.features(batch);
      int[] channels = choice.of(features.channels());
      List<byte[]> rows = new ArrayList<>();
      for (int i = 0; i < batch.size(); i++) {
        rows.add(Floats.bytes(features.row(i, channels)));
      }

      return NamedValues.of("features", rows)
          .and("channels", same(channels.length, batch))
          .and("height", same(features.height(), batch))
          .and("width", same(features.width(), batch));
    }

    @Override
    public void close() {
      loaded.close();
    }
  }

  static List<Integer> same(int value, FeedBatch batch) {
    return java.util.Collections.nCopies(batch.size(), value);
  }
}
