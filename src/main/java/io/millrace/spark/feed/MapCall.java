package io.millrace.spark.feed;

import io.millrace.config.LoadConfig;
import io.millrace.feed.BatchFunction;
import io.millrace.sample.OnBadSample;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/**
 * One call of {@code mapBatches}, as the executors get it.
 *
 * @param id tells it from any other call
 * @param result makes rows of what the function gives
 */
public record MapCall(String id, BatchFunction function, ResultRows result, Loading loading)
    implements Serializable {
  /**
   * How batches are made.
   *
   * @param batchSize rows of a batch, where pictures have a common size
   * @param numWorkers most decoding threads of a task; it has no more than its cores
   * @param onBadSample what happens to a sample that cannot be read
   * @param bad counts those that are left out; a task that ran twice counts twice
   */
  public record Loading(int batchSize, int numWorkers, OnBadSample onBadSample, LongAccumulator bad)
      implements Serializable {
    /**
     * As that loading says, with a count of its own, {@code millrace left out} in Spark's pages.
     */
    public static Loading of(SparkContext spark, LoadConfig loading) {
      return of(spark, loading.evalBatchSize(), loading.numWorkers(), loading.onBadSample());
    }

    /** With a count of its own, which Spark shows as {@code millrace left out}. */
    public static Loading of(
        SparkContext spark, int batchSize, int numWorkers, OnBadSample policy) {
      return new Loading(batchSize, numWorkers, policy, spark.longAccumulator("millrace left out"));
    }
  }

  public MapCall {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(function, "function");
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(loading, "loading");
  }

  /**
   * A new call.
   *
   * @throws IllegalArgumentException if the schema has columns that cannot be filled
   */
  public static MapCall of(BatchFunction function, StructType schema, Loading loading) {
    return new MapCall(UUID.randomUUID().toString(), function, new ResultRows(schema), loading);
  }
}
