package io.millrace.batch;

import java.util.PrimitiveIterator;
import java.util.stream.IntStream;

/** The order in which an epoch visits the samples. */
@FunctionalInterface
public interface EpochOrder {
  /** Positions of the samples of an epoch, each once; epochs are asked for as 0, 1, 2, ... */
  PrimitiveIterator.OfInt positions(long epoch);

  /** Table order in every epoch: what evaluation uses. */
  static EpochOrder table(int size) {
    return epoch -> IntStream.range(0, size).iterator();
  }
}
