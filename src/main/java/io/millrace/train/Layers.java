package io.millrace.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/**
 * The layers of a network, taking their weights off one flat array in turn. Arrays belong to the
 * managers of their inputs.
 */
final class Layers {
  private static final Shape TWO = new Shape(2, 2);
  private static final Shape ONE = new Shape(1, 1);

  private final Weights weights;
  private final NDArray flat;
  private int tensor;
  private int offset;

  Layers(Weights weights, NDArray flat) {
    this.weights = weights;
    this.flat = flat;
  }

  private NDArray next() {
    Weights.Tensor taken = weights.tensors().get(tensor++);
    int end = offset + taken.length();
    NDArray part = flat.get(new NDIndex("{}:{}", offset, end)).reshape(new Shape(taken.shape()));
    offset = end;
    return part;
  }

  /** A convolution that halves height and width. */
  NDArray halve(NDArray input) {
    NDArray kernel = next();
    NDArray bias = next();
    return input
        .getNDArrayInternal()
        .convolution(input, kernel, bias, TWO, ONE, ONE, 1)
        .singletonOrThrow();
  }

  /**
   * Doubles height and width: a convolution to four channels for each, which become squares of 2 x
   * 2 (Shi et al. 2016). The engine has no transposed convolution.
   */
  NDArray enlarge(NDArray input) {
    NDArray kernel = next();
    NDArray bias = next();
    NDArray four =
        input
            .getNDArrayInternal()
            .convolution(input, kernel, bias, ONE, ONE, ONE, 1)
            .singletonOrThrow();
    long[] shape = four.getShape().getShape();
    return four.reshape(shape[0], shape[1] / 4, 2, 2, shape[2], shape[3])
        .transpose(0, 1, 4, 2, 5, 3)
        .reshape(shape[0], shape[1] / 4, 2 * shape[2], 2 * shape[3]);
  }

  /** A linear map of rows. */
  NDArray linear(NDArray input) {
    NDArray matrix = next();
    NDArray bias = next();
    return input.getNDArrayInternal().linear(input, matrix, bias).singletonOrThrow();
  }

  /** The activation. */
  static NDArray bend(NDArray input) {
    return input.getNDArrayInternal().leakyRelu(Weights.SLOPE);
  }
}
