package io.millrace.spark.job;

import io.millrace.spark.job.ShardResult.Work;
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

  void add(ShardResult result, long decodeNanos) {
    Work work = result.work();
    int bad = result.done().quarantine().size();
    pictures.add(work.decoded() + work.copied() + work.reused());
    bytesIn.add(work.bytesIn());
    bytesOut.add(work.bytesOut());
    decodeMillis.add(decodeNanos / MILLI);
    badSamples.add(bad);
  }
}
