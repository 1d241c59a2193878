package io.millrace.spark.feed;

import io.millrace.plan.TrainRule;
import io.millrace.sample.Split;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * What ranks are fed with.
 *
 * @param context to run them
 * @param tables of the data
 * @param rows of the subsets that must be dealt to the ranks, rows of {@code SampleRows.FULL} in
 *     table order; empty where any rank can read any row
 */
public record FeedInput(
    JavaSparkContext context, FeedTables tables, Map<Split, Dataset<Row>> rows) {
  public FeedInput {
    Objects.requireNonNull(context, "context");
    Objects.requireNonNull(tables, "tables");
  }

  /** A partition for each rank. */
  JavaRDD<byte[]> partitions(TrainRule rule, int ranks) {
    Optional<JavaPairRDD<Long, byte[]>> dealt =
        rows.entrySet().stream()
            .map(each -> deal(each.getKey(), each.getValue(), rule, ranks))
            .reduce(JavaPairRDD::union);
    return dealt.isPresent()
        ? dealt.get().repartitionAndSortWithinPartitions(new ByRank(ranks)).map(Tuple2::_2)
        : context.parallelize(
            IntStream.range(0, ranks).mapToObj(rank -> new byte[0]).toList(), ranks);
  }

  private JavaPairRDD<Long, byte[]> deal(
      Split split, Dataset<Row> table, TrainRule rule, int ranks) {
    return table
        .javaRDD()
        .zipWithIndex()
        .mapPartitionsToPair(new DealRows(split, tables.samples(split), rule, ranks));
  }
}
