package io.millrace.spark.feed;

import io.millrace.batch.Recipe;
import io.millrace.plan.RowRange;
import io.millrace.sample.Split;
import io.millrace.spark.rows.SentStore;
import io.millrace.store.Snapshot;
import io.millrace.store.StoredSplit;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Runs a call of {@code mapBatches}: tasks without a barrier, each retried by itself. */
public record MapJob(SparkSession spark, MapCall call) {
  private static final int TASKS_A_CORE = 4;

  /** Over a split of a store, in its order. */
  public Dataset<Row> over(SentStore store, Snapshot snapshot, Split split, Recipe rest) {
    StoredSplit rows = new StoredSplit(snapshot, split);
    List<RowRange> runs = ChunkRuns.cut(rows, tasks(rows.rows()));
    JavaRDD<Row> mapped =
        context()
            .parallelize(runs, Math.max(1, runs.size()))
            .mapPartitions(new StoredTask(call, store, split, rest));
    return table(mapped);
  }

  /**
   * Over files.
   *
   * @param samples rows of {@code SampleRows.FULL} in path order
   */
  public Dataset<Row> over(
      JavaRDD<Row> samples, Broadcast<SerializableConfiguration> configuration, Recipe recipe) {
    RowWeights weights = RowWeights.of(samples);
    JavaRDD<Row> even = weights.spread(samples, tasks(weights.rows()));
    return table(even.mapPartitions(new FilesTask(call, configuration, recipe)));
  }

  /**
   * Over rows that have their pictures with them, in the partitions that they have.
   *
   * @param rows id, then the picture as safetensors or NPZ
   */
  public Dataset<Row> over(Dataset<Row> rows) {
    return table(rows.javaRDD().mapPartitions(new ColumnsTask(call)));
  }

  private Dataset<Row> table(JavaRDD<Row> rows) {
    return spark.createDataFrame(rows, call.result().schema());
  }

  private JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  /** Several a core, so that a slow one holds nobody up, but none smaller than a batch. */
  private int tasks(long rows) {
    long batches = (rows + call.loading().batchSize() - 1) / call.loading().batchSize();
    return (int)
        Math.max(1, Math.min(batches, (long) TASKS_A_CORE * context().defaultParallelism()));
  }
}
