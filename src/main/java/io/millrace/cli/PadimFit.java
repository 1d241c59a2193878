package io.millrace.cli;

import io.millrace.train.Floats;
import io.millrace.train.GaussianStatistics;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Adds up the features of a table where they are, so that only statistics leave a task. */
final class PadimFit {
  private PadimFit() {}

  /** Statistics of all rows of PaDiM's features. */
  static GaussianStatistics statistics(Dataset<Row> features) {
    return GaussianStatistics.of(
        features.toJavaRDD().mapPartitions(new OfPart()).treeReduce(new Merge()));
  }

  /** Statistics of a partition; none of an empty one. */
  private static final class OfPart implements FlatMapFunction<Iterator<Row>, byte[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<byte[]> call(Iterator<Row> rows) {
      if (!rows.hasNext()) {
        return List.<byte[]>of().iterator();
      }

      GaussianStatistics statistics = null;
      while (rows.hasNext()) {
        Row row = rows.next();
        if (statistics == null) {
          int positions = row.<Integer>getAs("height") * row.<Integer>getAs("width");
          statistics = new GaussianStatistics(positions, row.<Integer>getAs("channels"));
        }
        statistics.add(Floats.of(row.getAs("features")));
      }

      return List.of(statistics.bytes()).iterator();
    }
  }

  /** Two parts together. */
  private static final class Merge implements Function2<byte[], byte[], byte[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public byte[] call(byte[] first, byte[] second) {
      GaussianStatistics statistics = GaussianStatistics.of(first);
      statistics.merge(GaussianStatistics.of(second));
      return statistics.bytes();
    }
  }
}
