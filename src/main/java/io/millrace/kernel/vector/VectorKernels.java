package io.millrace.kernel.vector;

import io.millrace.kernel.Kernels;
import io.millrace.kernel.LevelRow;
import io.millrace.kernel.LevelScale;
import io.millrace.kernel.LineFilter;
import io.millrace.kernel.RowSums;
import io.millrace.kernel.RowWeights;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The loops by the Vector API, which a JVM has with {@code --add-modules jdk.incubator.vector}. */
public final class VectorKernels implements Kernels {
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_64;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_256;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_256;
  private static final int LANES = 8;

  /** Refuses processors whose vectors are shorter: there the plain loops are faster. */
  public VectorKernels() {
    if (IntVector.SPECIES_PREFERRED.length() < LANES) {
      throw new UnsupportedOperationException(
          "the processor's vectors have %d bits, not 256"
              .formatted(IntVector.SPECIES_PREFERRED.vectorBitSize()));
    }
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public LineFilter lineFilter(int step, int length) {
    return new VectorFilter(step, length);
  }

  @Override
  public void levels(byte[] pixels, int offset, float[] row) {
    int x = 0;
    for (int end = row.length - LANES; x <= end; x += LANES) {
      IntVector levels =
          (IntVector)
              ByteVector.fromArray(BYTES, pixels, offset + x)
                  .convertShape(VectorOperators.B2I, INTS, 0);
      FloatVector numbers =
          (FloatVector) levels.and(255).convertShape(VectorOperators.I2F, FLOATS, 0);
      numbers.mul(ONE_255TH).intoArray(row, x);
    }

    for (; x < row.length; x++) {
      row[x] = (pixels[offset + x] & 0xFF) * ONE_255TH;
    }
  }

  @Override
  public LevelRow levelRow(LevelScale scale) {
    return new VectorLevels(scale);
  }

  @Override
  public RowSums rowSums(RowWeights weights, int channels) {
    return channels == 3 && weights.taps() <= VectorSums.TAPS
        ? new VectorSums(weights)
        : Kernels.plain().rowSums(weights, channels);
  }
}
