package io.millrace.train;

/** Features of a batch in host memory: N x channels x height x width. */
final class Features {
  private final long[] shape;
  private final float[] values;

  Features(long[] shape, float[] values) {
    this.shape = shape;
    this.values = values;
  }

  int channels() {
    return (int) shape[1];
  }

  int height() {
    return (int) shape[2];
  }

  int width() {
    return (int) shape[3];
  }

  /** Some channels of a row, in their order: channels x positions. */
  float[] row(int row, int[] channels) {
    int positions = height() * width();
    float[] picked = new float[channels.length * positions];
    for (int i = 0; i < channels.length; i++) {
      int from = (row * channels() + channels[i]) * positions;
      System.arraycopy(values, from, picked, i * positions, positions);
    }

    return picked;
  }
}
