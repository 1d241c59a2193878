package io.millrace.train;

/**
 * The optimizer Adam (Kingma and Ba, 2015) on one flat vector, in plain Java: the same bits on
 * every machine. Not safe for use by several threads.
 */
final class Adam {
  private static final double FIRST_DECAY = 0.9;
  private static final double SECOND_DECAY = 0.999;

  /** Larger than usual, so that the rounding of vanishing gradients moves nothing. */
  private static final double EPSILON = 1e-6;

  private final float[] first; // mean of the gradients
  private final float[] second; // mean of their squares
  private long steps;

  /** Before its first update. */
  Adam(int length) {
    this(new float[length], new float[length], 0);
  }

  /** After so many updates; the means are changed in place. */
  Adam(float[] first, float[] second, long steps) {
    this.first = first;
    this.second = second;
    this.steps = steps;
  }

  float[] first() {
    return first;
  }

  float[] second() {
    return second;
  }

  /** Updates made. */
  long steps() {
    return steps;
  }

  /** Moves the weights against their gradients. */
  void update(float[] weights, float[] gradients, double learningRate) {
    steps++;
    double firstShare = 1 - StrictMath.pow(FIRST_DECAY, (double) steps);
    double secondShare = 1 - StrictMath.pow(SECOND_DECAY, (double) steps);
    for (int i = 0; i < weights.length; i++) {
      double gradient = gradients[i];
      double mean = FIRST_DECAY * first[i] + (1 - FIRST_DECAY) * gradient;
      double square = SECOND_DECAY * second[i] + (1 - SECOND_DECAY) * gradient * gradient;
      first[i] = (float) mean;
      second[i] = (float) square;
      double scale = Math.sqrt(square / secondShare) + EPSILON;
      weights[i] -= (float) (learningRate * mean / firstShare / scale);
    }
  }
}
