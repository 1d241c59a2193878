package io.millrace.spark.feed;

import io.millrace.item.BatchLayout;
import io.millrace.plan.TrainRule;
import io.millrace.sample.Split;
import io.millrace.spark.rows.ChunkBudget;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * What ranks are fed with.
 *
 * @param context to run them
 * @param configuration of Hadoop's file systems
 * @param tables of the data
 * @param dealt subsets whose rows must be dealt to the ranks; empty where any rank can read any row
 * @param need of all ranks together
 */
public record FeedInput(
    JavaSparkContext context,
    Broadcast<SerializableConfiguration> configuration,
    FeedTables tables,
    List<Dealt> dealt,
    Need need) {
  /**
   * A subset whose rows are dealt.
   *
   * @param rows rows of {@code SampleRows.FULL} in table order
   * @param samples how many there are
   */
  public record Dealt(Split split, Dataset<Row> rows, int samples) {}

  /**
   * What training holds in memory.
   *
   * @param row of a batch
   * @param chunks of all ranks together
   * @param frames bytes of finished frames that each rank keeps for its next clips
   */
  public record Need(BatchLayout row, ChunkBudget chunks, long frames) {
    /** On executors that hold so many of these ranks together. */
    FeedMemory memory(int ranks, int globalBatch, int together) {
      long kept = chunks.share(ranks, 0).wanted() + frames;
      return new FeedMemory(kept, globalBatch / ranks * row.rowBytes(), together);
    }
  }

  public FeedInput {
    Objects.requireNonNull(context, "context");
    Objects.requireNonNull(configuration, "configuration");
    Objects.requireNonNull(tables, "tables");
    dealt = List.copyOf(dealt);
    Objects.requireNonNull(need, "need");
  }

  /** A partition for each rank. */
  JavaRDD<byte[]> partitions(TrainRule rule, int ranks) {
    return dealt.stream()
        .map(subset -> deal(subset, rule, ranks))
        .reduce(JavaPairRDD::union)
        .map(rows -> rows.repartitionAndSortWithinPartitions(new ByRank(ranks)).values())
        .orElseGet(() -> empty(ranks));
  }

  private static JavaPairRDD<Long, byte[]> deal(Dealt subset, TrainRule rule, int ranks) {
    return subset
        .rows()
        .javaRDD()
        .zipWithIndex()
        .mapPartitionsToPair(new DealRows(subset.split(), subset.samples(), rule, ranks));
  }

  private JavaRDD<byte[]> empty(int ranks) {
    return context.parallelize(
        IntStream.range(0, ranks).mapToObj(rank -> new byte[0]).toList(), ranks);
  }
}
