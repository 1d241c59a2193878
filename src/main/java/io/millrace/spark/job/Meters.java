package io.millrace.spark.job;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/** What Spark's pages show of the job while it runs. */
record Meters(
    LongAccumulator pictures,
    LongAccumulator bytesIn,
    LongAccumulator bytesOut,
    LongAccumulator decodeMillis,
    LongAccumulator badSamples)
    implements Serializable {
  private static final long MILLI = 1_000_000;

  static Meters register(SparkContext context) {
    return new Meters(
        context.longAccumulator("pictures"),
        context.longAccumulator("bytes in"),
        context.longAccumulator("bytes out"),
        context.longAccumulator("decode milliseconds"),
        context.longAccumulator("bad samples"));
  }

  /** One more sample; its bytes were read, or copied. */
  void sample(long bytes) {
    pictures.add(1);
    bytesIn.add(bytes);
  }

  /** Samples whose shard was there. */
  void reused(ShardResult result) {
    pictures.add(result.work().reused());
    badSamples.add(result.done().quarantine().size());
  }

  /** The end of a shard's work. */
  void shard(ShardResult result, long decodeNanos) {
    bytesOut.add(result.work().bytesOut());
    decodeMillis.add(decodeNanos / MILLI);
    badSamples.add(result.done().quarantine().size());
  }
}
