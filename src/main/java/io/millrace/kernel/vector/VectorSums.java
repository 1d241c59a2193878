package io.millrace.kernel.vector;

import io.millrace.kernel.RowSums;
import io.millrace.kernel.RowWeights;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of red, green and blue side by side in one vector, its fourth lane without a meaning. Eight
 * taps, written out: what a loop carries from round to round would not stay in registers.
 */
final class VectorSums implements RowSums {
  static final int TAPS = 8;

  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_128;

  private final int[] starts;
  private final float[] weights;
  private final float[] pixels;

  VectorSums(RowWeights axis) {
    this.starts = axis.starts();
    this.weights = axis.padded(TAPS);
    this.pixels = new float[3 * axis.outputs() + 1];
  }

  @Override
  public void sum(float[] row, float[][] output) {
    // left to right: what a pixel writes behind itself, the next one overwrites
    for (int x = 0; x < starts.length; x++) {
      int from = 3 * starts[x];
      int i = TAPS * x;
      FloatVector sum = at(row, from).mul(all(weights[i]));
      sum = sum.add(at(row, from + 3).mul(all(weights[i + 1])));
      sum = sum.add(at(row, from + 6).mul(all(weights[i + 2])));
      sum = sum.add(at(row, from + 9).mul(all(weights[i + 3])));
      sum = sum.add(at(row, from + 12).mul(all(weights[i + 4])));
      sum = sum.add(at(row, from + 15).mul(all(weights[i + 5])));
      sum = sum.add(at(row, from + 18).mul(all(weights[i + 6])));
      sum = sum.add(at(row, from + 21).mul(all(weights[i + 7])));
      sum.intoArray(pixels, 3 * x);
    }

    spread(output[0], output[1], output[2]);
  }

  private static FloatVector at(float[] row, int from) {
    return FloatVector.fromArray(LANES, row, from);
  }

  private static FloatVector all(float weight) {
    return FloatVector.broadcast(LANES, weight);
  }

  private void spread(float[] reds, float[] greens, float[] blues) {
    for (int x = 0, i = 0; x < starts.length; x++, i += 3) {
      reds[x] = pixels[i];
      greens[x] = pixels[i + 1];
      blues[x] = pixels[i + 2];
    }
  }
}
