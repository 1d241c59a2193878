package io.millrace.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A convolutional autoencoder without batch statistics, so that rows of a batch do not depend on
 * each other: convolutions that halve down to 4 x 4, a code of few numbers, and back.
 *
 * @param side height and width of its pictures, a power of 2 from 8 on
 * @param code numbers that a picture must pass through
 */
record CodeNet(int side, int code) implements Serializable {
  private static final int SMALLEST = 4;
  private static final int FIRST = 16;
  private static final int MOST = 64;
  private static final int HALVING = 4; // side of a kernel
  private static final int ENLARGING = 3;
  private static final float GREY = 0.5f;

  CodeNet {
    if (side < 2 * SMALLEST || Integer.bitCount(side) != 1 || code < 1) {
      throw new IllegalArgumentException(
          "Invalid autoencoder: side %d, code %d (side a power of 2 from 8 on, code >= 1)"
              .formatted(side, code));
    }
  }

  private int levels() {
    return Integer.numberOfTrailingZeros(side / SMALLEST);
  }

  private static int channels(int level) {
    return level == 0 ? 3 : Math.min(MOST, FIRST << (level - 1));
  }

  private int deepest() {
    return channels(levels()) * SMALLEST * SMALLEST;
  }

  Weights weights() {
    List<Weights.Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < levels(); i++) {
      add(tensors, "encode" + i, kernel(channels(i + 1), channels(i), HALVING));
    }

    add(tensors, "code", List.of((long) code, (long) deepest()));
    add(tensors, "spread", List.of((long) deepest(), (long) code));
    for (int i = levels(); i > 0; i--) {
      add(tensors, "decode" + i, kernel(4 * channels(i - 1), channels(i), ENLARGING));
    }

    return new Weights(tensors);
  }

  private static List<Long> kernel(int outputs, int inputs, int side) {
    return List.of((long) outputs, (long) inputs, (long) side, (long) side);
  }

  private static void add(List<Weights.Tensor> tensors, String name, List<Long> shape) {
    long fan = shape.stream().skip(1).reduce(1L, (a, b) -> a * b);
    tensors.add(new Weights.Tensor(name + ".weight", shape, (int) fan));
    tensors.add(new Weights.Tensor(name + ".bias", shape.subList(0, 1), 0));
  }

  /**
   * What it makes of pictures.
   *
   * @param pictures N x 3 x side x side in [0, 1]
   * @param flat all weights
   * @return as the pictures
   */
  NDArray forward(NDArray pictures, NDArray flat) {
    Layers layers = new Layers(weights(), flat);
    NDArray values = pictures.sub(GREY);
    for (int i = 0; i < levels(); i++) {
      values = Layers.bend(layers.halve(values));
    }

    long rows = pictures.getShape().get(0);
    NDArray coded = layers.linear(values.reshape(new Shape(rows, deepest())));
    values = Layers.bend(layers.linear(coded));
    values = values.reshape(new Shape(rows, channels(levels()), SMALLEST, SMALLEST));
    for (int i = levels(); i > 0; i--) {
      values = layers.enlarge(values);
      values = i > 1 ? Layers.bend(values) : values;
    }

    return values.add(GREY);
  }
}
