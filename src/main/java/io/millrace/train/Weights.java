package io.millrace.train;

import io.millrace.random.Draw;
import io.millrace.random.KeyMix;
import java.util.List;

/**
 * Where each tensor of weights lies in one flat vector.
 *
 * @param tensors in their order in the vector
 */
record Weights(List<Tensor> tensors) {
  /** Keeps the weights' draws apart from those of plans and transforms. */
  private static final long WEIGHTS = 5;

  /** Slope of the activations below 0, which the first weights make up for. */
  static final float SLOPE = 0.1f;

  /**
   * A tensor of weights.
   *
   * @param fan inputs of each output; 0 for a bias, which begins as 0
   */
  record Tensor(String name, List<Long> shape, int fan) {
    Tensor {
      shape = List.copyOf(shape);
    }

    int length() {
      return Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
    }
  }

  Weights {
    tensors = List.copyOf(tensors);
  }

  int length() {
    return tensors.stream().mapToInt(Tensor::length).sum();
  }

  /** First weights, uniform with variance 2 / fan (He et al. 2015): the same in every JVM. */
  float[] initial(long seed) {
    float[] vector = new float[length()];
    int at = 0;
    for (Tensor tensor : tensors) {
      Draw draw = new Draw(KeyMix.key(seed, WEIGHTS, KeyMix.hash64(tensor.name)));
      double bound = tensor.fan == 0 ? 0 : Math.sqrt(6 / ((1 + SLOPE * SLOPE) * tensor.fan));
      for (int i = 0; i < tensor.length(); i++) {
        vector[at++] = (float) (bound * (2 * draw.uniform(i) - 1));
      }
    }

    return vector;
  }
}
