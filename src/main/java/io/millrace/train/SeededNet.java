package io.millrace.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A small convolutional network with seeded weights that nobody has trained: each level bends a
 * convolution of 3 x 3 and halves it. Enough to tell brightness, colour, edges and texture; a
 * trained backbone tells more. Owns its weights; safe for use by several threads.
 */
final class SeededNet implements AutoCloseable {
  private static final int[] CHANNELS = {3, 16, 24, 32};
  private static final int KERNEL = 3;
  private static final Shape ONE = new Shape(1, 1);
  private static final Shape TWO = new Shape(2, 2);
  private static final Shape NONE = new Shape(0, 0);

  private final NDManager manager;
  private final List<NDArray> kernels = new ArrayList<>();

  SeededNet(NDManager parent, long seed) {
    this.manager = parent.newSubManager();
    for (int i = 1; i < CHANNELS.length; i++) {
      List<Long> shape = List.of((long) CHANNELS[i], (long) CHANNELS[i - 1], 3L, 3L);
      int fan = CHANNELS[i - 1] * KERNEL * KERNEL;
      Weights weights = new Weights(List.of(new Weights.Tensor("features" + i, shape, fan)));
      kernels.add(manager.create(weights.initial(seed), new Shape(shape)));
    }
  }

  /** Features of all levels, the largest first; they belong to the manager of the pictures. */
  NDList features(NDArray pictures) {
    NDList levels = new NDList();
    NDArray values = pictures;
    for (NDArray kernel : kernels) {
      values = Layers.bend(convolve(values, kernel));
      values = values.getNDArrayInternal().avgPool(TWO, TWO, NONE, false, false);
      levels.add(values);
    }

    return levels;
  }

  private static NDArray convolve(NDArray values, NDArray kernel) {
    return values
        .getNDArrayInternal()
        .convolution(values, kernel, null, ONE, ONE, ONE, 1)
        .singletonOrThrow();
  }

  @Override
  public void close() {
    manager.close();
  }
}
