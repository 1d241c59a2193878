package io.millrace.spark.profile;

import io.millrace.report.measure.Tally;
import io.millrace.report.profile.Twins;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.StorageLevels;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;

/** The pass over the samples, and what follows it. */
public final class ProfileJob {
  private final LongAccumulator measured;

  /** For one run. */
  public ProfileJob(JavaSparkContext context) {
    this.measured = context.sc().longAccumulator("samples measured");
  }

  /**
   * What was found.
   *
   * @param tally of all samples
   * @param twins among them
   */
  public record Found(Tally tally, Twins twins) {}

  /** Reads every sample once; prints wait on the executors until twins were looked for. */
  public Found run(ProfileInput input) {
    JavaRDD<Row> told =
        input
            .rows()
            .mapPartitions(
                new MeasureSamples(input.items(), input.training(), input.ofTest(), measured))
            .persist(StorageLevels.MEMORY_AND_DISK_SER);
    try {
      Tally tally = Tally.of(told.mapPartitions(new TakeTally()).treeReduce(new MergeTallies()));
      return new Found(tally, new TwinJob(told, tally.usual()).find(input.items()));
    } finally {
      told.unpersist(true);
    }
  }

  /** How many samples have been read so far. */
  public long measured() {
    return measured.value();
  }
}
