package io.millrace.spark.profile;

import io.millrace.report.measure.Tally;
import org.apache.spark.api.java.function.Function2;

/** Two tallies as one. */
record MergeTallies() implements Function2<byte[], byte[], byte[]> {
  @Override
  public byte[] call(byte[] left, byte[] right) {
    Tally both = Tally.of(left);
    both.add(Tally.of(right));
    return both.bytes();
  }
}
