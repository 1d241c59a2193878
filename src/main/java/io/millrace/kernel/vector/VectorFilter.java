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
      ShortVector top = shorts(above, i);
      ShortVector added = shorts(in, data + i);
      ShortVector threshold = corner.add(corner).add(corner).sub(top).sub(left);
      ShortVector low = left.min(top);
      ShortVector high = left.max(top);
      // all three are added before it is known which one counts: a pixel waits for its left one
      ShortVector notLow = negative(threshold.sub(high));
      ShortVector notHigh = negative(low.sub(threshold));
      ShortVector byLow = sum(added, low).lanewise(VectorOperators.AND_NOT, notLow);
      ShortVector byHigh = sum(added, high).lanewise(VectorOperators.AND_NOT, notHigh);
      ShortVector byCorner = sum(added, corner).and(notLow.and(notHigh));
      left = byLow.or(byHigh).or(byCorner);
      corner = top;
      ((ByteVector) left.convertShape(VectorOperators.S2B, BYTES, 0)).intoArray(line, i);
    }
  }

  /** All bits where a number is below 0, none elsewhere: cheaper than masks and blends. */
  private static ShortVector negative(ShortVector numbers) {
    return numbers.lanewise(VectorOperators.ASHR, Short.SIZE - 1);
  }

  /** Sums of bytes, each in a number of its own, without a carry. */
  private static ShortVector sum(ShortVector a, ShortVector b) {
    return a.reinterpretAsBytes().add(b.reinterpretAsBytes()).reinterpretAsShorts();
  }

  private static ShortVector shorts(byte[] bytes, int at) {
    ByteVector narrow = ByteVector.fromArray(BYTES, bytes, at);
    return ((ShortVector) narrow.convertShape(VectorOperators.B2S, SHORTS, 0)).and((short) 255);
  }
}
