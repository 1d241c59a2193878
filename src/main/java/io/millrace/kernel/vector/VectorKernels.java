package io.millrace.kernel.vector;

import io.millrace.kernel.Kernels;
import io.millrace.kernel.LevelRow;
import io.millrace.kernel.LevelScale;
import io.millrace.kernel.LineFilter;
import io.millrace.kernel.LiveRows;
import java.lang.management.ManagementFactory;
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

  /**
   * Refuses processors whose vectors are shorter, and JVMs that are told not to optimise: there the
   * plain loops are faster, by a hundred times in the latter.
   */
  public VectorKernels() {
    if (IntVector.SPECIES_PREFERRED.length() < LANES) {
      throw new UnsupportedOperationException(
          "the processor's vectors have %d bits, not 256"
              .formatted(IntVector.SPECIES_PREFERRED.vectorBitSize()));
    }

    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (argument.equals("-Xint") || argument.matches("-XX:TieredStopAtLevel=[0-3]")) {
        throw new UnsupportedOperationException(
            "the JVM does not optimise: it was started with " + argument);
      }
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

  /** Two rows of sums at a time: an input row belongs to two where a picture becomes smaller. */
  @Override
  public void weigh(byte[] pixels, int offset, LiveRows rows) {
    int i = 0;
    for (; i + 1 < rows.count(); i += 2) {
      two(pixels, offset, rows, i);
    }

    if (i < rows.count()) {
      one(pixels, offset, rows, i);
    }
  }

  private static void two(byte[] pixels, int offset, LiveRows rows, int i) {
    float[] first = rows.sum(i);
    float[] second = rows.sum(i + 1);
    FloatVector weight = FloatVector.broadcast(FLOATS, rows.weight(i));
    FloatVector other = FloatVector.broadcast(FLOATS, rows.weight(i + 1));
    int end = FLOATS.loopBound(rows.width());
    for (int x = 0; x < end; x += LANES) {
      FloatVector numbers = numbers(pixels, offset + x);
      FloatVector.fromArray(FLOATS, first, x).add(numbers.mul(weight)).intoArray(first, x);
      FloatVector.fromArray(FLOATS, second, x).add(numbers.mul(other)).intoArray(second, x);
    }

    rest(pixels, offset, rows, i);
    rest(pixels, offset, rows, i + 1);
  }

  private static void one(byte[] pixels, int offset, LiveRows rows, int i) {
    float[] sum = rows.sum(i);
    FloatVector weight = FloatVector.broadcast(FLOATS, rows.weight(i));
    int end = FLOATS.loopBound(rows.width());
    for (int x = 0; x < end; x += LANES) {
      FloatVector numbers = numbers(pixels, offset + x);
      FloatVector.fromArray(FLOATS, sum, x).add(numbers.mul(weight)).intoArray(sum, x);
    }

    rest(pixels, offset, rows, i);
  }

  private static FloatVector numbers(byte[] pixels, int at) {
    IntVector levels =
        (IntVector)
            ByteVector.fromArray(BYTES, pixels, at).convertShape(VectorOperators.B2I, INTS, 0);
    FloatVector numbers =
        (FloatVector) levels.and(255).convertShape(VectorOperators.I2F, FLOATS, 0);
    return numbers.mul(FloatVector.broadcast(FLOATS, ONE_255TH));
  }

  /** What is left behind the last whole vector. */
  private static void rest(byte[] pixels, int offset, LiveRows rows, int i) {
    float[] sum = rows.sum(i);
    for (int x = FLOATS.loopBound(rows.width()); x < rows.width(); x++) {
      sum[x] += rows.weight(i) * ((pixels[offset + x] & 0xFF) * ONE_255TH);
    }
  }

  @Override
  public LevelRow levelRow(LevelScale scale) {
    return new VectorLevels(scale);
  }
}
