package io.millrace.kernel.vector;

import io.millrace.kernel.PlainFilter;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Paeth's filter with the channels of a pixel side by side in one vector. */
final class VectorFilter extends PlainFilter {
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_64;
  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_128;

  VectorFilter(int step, int length) {
    super(step, length);
  }

  @Override
  public void paeth(byte[] in, int data, byte[] above, byte[] line) {
    // fewer chains are as fast in registers, more do not fit
    if (step() < 3 || step() > 8) {
      super.paeth(in, data, above, line);
      return;
    }

    // left to right: what a pixel writes behind itself, the next one overwrites
    ShortVector left = ShortVector.zero(SHORTS);
    ShortVector corner = left;
    for (int i = step(); i < end(); i += step()) {
      ShortVector top = shorts(above, i).and((short) 255);
      ShortVector threshold = corner.add(corner).add(corner).sub(top).sub(left);
      ShortVector low = left.min(top);
      ShortVector high = left.max(top);
      // "greater" alone: processors have no "greater or equal"
      ShortVector inner = low.blend(corner, high.compare(VectorOperators.GT, threshold));
      ShortVector predicted = high.blend(inner, threshold.compare(VectorOperators.GT, low));
      left = shorts(in, data + i).add(predicted).and((short) 255);
      corner = top;
      ((ByteVector) left.convertShape(VectorOperators.S2B, BYTES, 0)).intoArray(line, i);
    }
  }

  private static ShortVector shorts(byte[] bytes, int at) {
    return (ShortVector)
        ByteVector.fromArray(BYTES, bytes, at).convertShape(VectorOperators.B2S, SHORTS, 0);
  }
}
