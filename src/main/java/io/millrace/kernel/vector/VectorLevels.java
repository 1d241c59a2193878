package io.millrace.kernel.vector;

import io.millrace.kernel.LevelRow;
import io.millrace.kernel.LevelScale;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Calculates the numbers, eight at a time: a division each is faster than looking them up. */
final class VectorLevels implements LevelRow {
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_64;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_256;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_256;
  private static final int LANES = 8;

  private final LevelScale scale;

  VectorLevels(LevelScale scale) {
    this.scale = scale;
  }

  @Override
  public void numbers(byte[] levels, float[] numbers, int count) {
    int done = count / LANES * LANES;
    if (scale.divisor() != 1) {
      divided(levels, numbers, done);
    } else {
      multiplied(levels, numbers, done);
    }

    for (int i = done; i < count; i++) {
      numbers[i] = scale.number(levels[i] & 0xFF);
    }
  }

  private void multiplied(byte[] levels, float[] numbers, int count) {
    float factor = scale.factor();
    float mean = scale.mean();
    float std = scale.std();
    for (int i = 0; i < count; i += LANES) {
      at(levels, i).mul(factor).sub(mean).div(std).intoArray(numbers, i);
    }
  }

  private void divided(byte[] levels, float[] numbers, int count) {
    float factor = scale.factor();
    float divisor = scale.divisor();
    float mean = scale.mean();
    float std = scale.std();
    for (int i = 0; i < count; i += LANES) {
      at(levels, i).mul(factor).div(divisor).sub(mean).div(std).intoArray(numbers, i);
    }
  }

  private static FloatVector at(byte[] levels, int from) {
    IntVector wide =
        (IntVector)
            ByteVector.fromArray(BYTES, levels, from).convertShape(VectorOperators.B2I, INTS, 0);
    return (FloatVector) wide.and(255).convertShape(VectorOperators.I2F, FLOATS, 0);
  }
}
