package io.millrace.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.TranslateException;
import io.millrace.feed.Device;
import io.millrace.feed.FeedBatch;
import io.millrace.item.ItemField;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * What makes features of pictures.
 *
 * @param model a TorchScript file, or an address of DJL's model zoo; empty for a small network with
 *     seeded weights. Gives one tensor N x channels x height x width, or several: those after the
 *     first are enlarged to its size
 * @param seed of the small network's weights
 * @param input what the model is given; the small network takes any
 * @param cells height and width of the map at most: larger features are averaged
 */
public record Backbone(String model, long seed, ModelInput input, int cells)
    implements Serializable {
  private static final int NEAREST = 0; // the engine's number of it

  /** The small network, on maps of 32 x 32. */
  public static final Backbone SMALL = new Backbone("", 0, ModelInput.IMAGENET, 32);

  public Backbone {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(input, "input");
    if (cells < 1) {
      throw new IllegalArgumentException("Invalid map: " + cells + " cells (must be >= 1)");
    }
  }

  /** Loads it; the caller closes it. */
  Loaded load(Device device) throws IOException {
    OpenModels models = OpenModels.open(model.isEmpty() ? List.of() : List.of(model), device);
    return new Loaded(models);
  }

  /** A loaded backbone. Safe for use by several threads. */
  final class Loaded implements AutoCloseable {
    private final OpenModels models;
    private final NDManager weights;
    private final SeededNet small;

    private Loaded(OpenModels models) {
      this.models = models;
      this.weights = models.newManager();
      this.small = new SeededNet(weights, seed);
    }

    /** Features of a batch in host memory. */
    Features features(FeedBatch batch) throws TranslateException {
      try (NDManager manager = models.newManager()) {
        NDArray pictures =
            OpenModels.input(manager, batch.host().tensors().get(ItemField.IMAGE), input);
        NDList levels =
            model.isEmpty() ? small.features(pictures) : models.predict(manager, pictures);
        NDArray joined = join(levels);
        return new Features(joined.getShape().getShape(), joined.toFloatArray());
      }
    }

    private NDArray join(NDList levels) {
      NDArray first = shrunk(levels.get(0));
      if (first.getShape().dimension() != 4) {
        throw new IllegalArgumentException(
            "Unsupported features: %s (must be N x channels x height x width: trace the layers before the pooling)"
                .formatted(first.getShape()));
      }

      NDList same = new NDList(first);
      for (NDArray level : levels.subList(1, levels.size())) {
        same.add(resized(level, first.getShape()));
      }
      return same.size() == 1 ? first : NDArrays.concat(same, 1);
    }

    private NDArray shrunk(NDArray level) {
      Shape shape = level.getShape();
      if (shape.dimension() != 4) {
        return level;
      }

      long down = (shape.get(2) + cells - 1) / cells;
      long across = (shape.get(3) + cells - 1) / cells;
      Shape window = new Shape(down, across);
      return down == 1 && across == 1
          ? level
          : level.getNDArrayInternal().avgPool(window, window, new Shape(0, 0), false, false);
    }

    private NDArray resized(NDArray level, Shape to) {
      Shape shape = level.getShape();
      if (shape.get(2) == to.get(2) && shape.get(3) == to.get(3)) {
        return level;
      }

      if (shape.get(2) % to.get(2) == 0 && shape.get(3) % to.get(3) == 0) {
        Shape window = new Shape(shape.get(2) / to.get(2), shape.get(3) / to.get(3));
        return level.getNDArrayInternal().avgPool(window, window, new Shape(0, 0), false, false);
      }

      long[] size = {to.get(2), to.get(3)};
      return level.getNDArrayInternal().interpolation(size, NEAREST, false);
    }

    @Override
    public void close() {
      small.close();
      models.close();
    }
  }
}
