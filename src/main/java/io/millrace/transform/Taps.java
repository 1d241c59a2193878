package io.millrace.transform;

import io.millrace.kernel.RowWeights;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The weights of one axis of a resize: output {@code i} is the sum of {@code weights[i][k] *
 * input[start[i] + k]}.
 *
 * <p>Source: PyTorch's {@code UpSampleKernel} (antialias: {@code _compute_weights_aa}; without:
 * {@code area_pixel_compute_source_index}), in float32 as there. The cubic's coefficient is -0.5
 * with antialias and -0.75 without.
 */
final class Taps {
  private static final float CUBIC_ANTIALIAS = -0.5f;
  private static final float CUBIC_PLAIN = -0.75f;

  /** Data sets have pictures of one size, or of a few. */
  private static final int REMEMBERED = 64;

  private static final Map<Key, Taps> KNOWN = new ConcurrentHashMap<>();

  private final int[] start;
  private final float[][] weights;
  private RowWeights row;

  /** What weights depend on. */
  private record Key(int in, int out, Interpolation interpolation, Resize.Antialias antialias) {}

  private Taps(int outputs) {
    this.start = new int[outputs];
    this.weights = new float[outputs][];
  }

  /** Weights that take {@code in} values to {@code out}. */
  static Taps of(int in, int out, Resize resize) {
    if (KNOWN.size() > REMEMBERED) {
      KNOWN.clear();
    }

    return KNOWN.computeIfAbsent(
        new Key(in, out, resize.interpolation(), resize.antialias()),
        any -> compute(in, out, resize));
  }

  private static Taps compute(int in, int out, Resize resize) {
    Taps taps = new Taps(out);
    float scale = (float) in / out;
    for (int i = 0; i < out; i++) {
      switch (resize.interpolation()) {
        case NEAREST -> taps.nearest(i, in, scale);
        case BILINEAR, BICUBIC -> {
          if (resize.antialias() == Resize.Antialias.ON) {
            taps.antialias(i, in, scale, resize.interpolation());
          } else {
            taps.plain(i, in, scale, resize.interpolation());
          }
        }
      }
    }

    taps.row = new RowWeights(taps.start, taps.weights);
    return taps;
  }

  /** floor(i * in / out), not centred: torch's {@code nearest}. */
  private void nearest(int i, int in, float scale) {
    start[i] = Math.min((int) Math.floor(i * scale), in - 1);
    weights[i] = new float[] {1};
  }

  private void antialias(int i, int in, float scale, Interpolation kind) {
    float stretch = Math.max(scale, 1f);
    float support = stretch * (kind == Interpolation.BICUBIC ? 2f : 1f);
    float centre = scale * (i + 0.5f);
    // adding 0.5 in double precision, as the C++ does: the weights are torch's to the bit
    int low = Math.max((int) (centre - support + 0.5), 0);
    int high = Math.min((int) (centre + support + 0.5), in);
    float[] row = new float[high - low];
    float inverse = scale >= 1f ? 1f / scale : 1f;
    float sum = 0;
    for (int k = 0; k < row.length; k++) {
      float distance = (float) ((k + low - centre + 0.5) * inverse);
      row[k] =
          kind == Interpolation.BICUBIC
              ? cubic(distance, CUBIC_ANTIALIAS)
              : Math.max(0f, 1f - Math.abs(distance));
      sum += row[k];
    }

    for (int k = 0; k < row.length; k++) {
      row[k] /= sum;
    }

    start[i] = low;
    weights[i] = row;
  }

  private void plain(int i, int in, float scale, Interpolation kind) {
    float position = scale * (i + 0.5f) - 0.5f;
    if (kind == Interpolation.BILINEAR) {
      float clamped = Math.max(position, 0f);
      int low = Math.min((int) clamped, in - 1);
      float fraction = Math.min(Math.max(clamped - low, 0f), 1f);
      spread(i, in, low, new float[] {1f - fraction, fraction});
      return;
    }

    int low = (int) Math.floor(position);
    float after = position - low;
    float before = 1f - after;
    float[] row = {
      cubic(after + 1f, CUBIC_PLAIN),
      cubic(after, CUBIC_PLAIN),
      cubic(before, CUBIC_PLAIN),
      cubic(before + 1f, CUBIC_PLAIN)
    };
    spread(i, in, low - 1, row);
  }

  /** Adds weights that fall outside to the pixel at the edge. */
  private void spread(int i, int in, int first, float[] row) {
    int low = Math.min(Math.max(first, 0), in - 1);
    int high = Math.min(Math.max(first + row.length - 1, 0), in - 1);
    float[] kept = new float[high - low + 1];
    for (int k = 0; k < row.length; k++) {
      kept[Math.min(Math.max(first + k, 0), in - 1) - low] += row[k];
    }

    start[i] = low;
    weights[i] = kept;
  }

  private static float cubic(float distance, float a) {
    float x = Math.abs(distance);
    if (x < 1f) {
      return ((a + 2f) * x - (a + 3f)) * x * x + 1f;
    }

    return x < 2f ? ((a * x - 5f * a) * x + 8f * a) * x - 4f * a : 0f;
  }

  /** Number of outputs. */
  int outputs() {
    return start.length;
  }

  /** Index of the first input that output {@code i} needs. */
  int start(int i) {
    return start[i];
  }

  /** Weights of the inputs that output {@code i} needs; not to be changed. */
  float[] weights(int i) {
    return weights[i];
  }

  /** Index after the last input that output {@code i} needs. */
  int end(int i) {
    return start[i] + weights[i].length;
  }

  /** The same as kernels take them. */
  RowWeights row() {
    return row;
  }

  /** How many outputs one input can belong to, at most. */
  int overlap() {
    int most = 1;
    int first = 0;
    for (int i = 0; i < outputs(); i++) {
      while (end(first) <= start(i)) {
        first++;
      }
      most = Math.max(most, i - first + 1);
    }

    return most;
  }
}
