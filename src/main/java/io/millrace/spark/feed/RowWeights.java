package io.millrace.spark.feed;

import io.millrace.sample.Source;
import io.millrace.spark.rows.SampleRows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * How many bytes of files the partitions of a table of samples name, so that they can be spread
 * evenly: only the rows cross Spark, each to the same task however often that is computed.
 *
 * @param before bytes before each partition, and after the last the sum
 */
record RowWeights(List<Long> before, long rows) {
  /** So that empty files have a place too. */
  private static final long EACH = 1;

  static RowWeights of(JavaRDD<Row> samples) {
    List<Long> before = new ArrayList<>(List.of(0L));
    long rows = 0;
    for (long[] part : samples.mapPartitions(new Weigh()).collect()) {
      before.add(before.get(before.size() - 1) + part[0]);
      rows += part[1];
    }

    return new RowWeights(List.copyOf(before), rows);
  }

  private static long weight(Row sample) {
    return EACH
        + SampleRows.sample(sample).sources().values().stream().mapToLong(Source::length).sum();
  }

  /** In the same order, with about as many bytes in each partition. */
  JavaRDD<Row> spread(JavaRDD<Row> samples, int partitions) {
    long total = Math.max(1, before.get(before.size() - 1));
    return JavaPairRDD.fromJavaRDD(
            samples.mapPartitionsWithIndex(new Place(new ArrayList<>(before)), true))
        .repartitionAndSortWithinPartitions(new ByWeight(partitions, total))
        .values();
  }

  private record Weigh() implements FlatMapFunction<Iterator<Row>, long[]> {
    @Override
    public Iterator<long[]> call(Iterator<Row> samples) {
      long[] sum = new long[2];
      samples.forEachRemaining(
          sample -> {
            sum[0] += weight(sample);
            sum[1]++;
          });
      return List.of(sum).iterator();
    }
  }

  /** The key of a row is what comes before it. */
  private record Place(ArrayList<Long> before)
      implements Function2<Integer, Iterator<Row>, Iterator<Tuple2<Long, Row>>> {
    @Override
    public Iterator<Tuple2<Long, Row>> call(Integer partition, Iterator<Row> samples) {
      return new Iterator<>() {
        private long next = before.get(partition);

        @Override
        public boolean hasNext() {
          return samples.hasNext();
        }

        @Override
        public Tuple2<Long, Row> next() {
          Row sample = samples.next();
          Tuple2<Long, Row> placed = new Tuple2<>(next, sample);
          next += weight(sample);
          return placed;
        }
      };
    }
  }

  private static final class ByWeight extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int partitions;
    private final long total;

    ByWeight(int partitions, long total) {
      this.partitions = partitions;
      this.total = total;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object key) {
      return (int) Math.min(partitions - 1, (double) (Long) key / total * partitions);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ByWeight same && same.partitions == partitions && same.total == total;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(total) * 31 + partitions;
    }
  }
}
