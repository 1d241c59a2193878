package io.millrace.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;

import io.millrace.sample.Split;
import io.millrace.train.Floats;
import io.millrace.train.GaussianStatistics;
import io.millrace.train.PadimFeatures;
import io.millrace.train.PadimScore;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * PaDiM on a cluster, without a barrier (Defard et al. 2020): features are added up where they are,
 * so that only statistics leave a task.
 */
public final class Padim {
  private static final StructType FEATURES =
      new StructType()
          .add("features", BinaryType)
          .add("channels", IntegerType)
          .add("height", IntegerType)
          .add("width", IntegerType);

  private static final StructType SCORES =
      new StructType()
          .add("gt_label", IntegerType)
          .add("pred_score", FloatType)
          .add("anomaly_map", BinaryType)
          .add("height", IntegerType)
          .add("width", IntegerType)
          .add("mask_cells", BinaryType);

  private Padim() {}

  /** Statistics of the features of all training pictures. */
  public static GaussianStatistics fit(DataModule<?> module, PadimFeatures features) {
    Dataset<Row> rows = module.mapBatches(Split.TRAIN, features, FEATURES);
    return GaussianStatistics.of(
        rows.toJavaRDD().mapPartitions(new OfPart()).treeReduce(new Merge()));
  }

  /** Scores of a subset: sample_id, then the columns of {@link PadimScore}. */
  public static Dataset<Row> score(DataModule<?> module, Split split, PadimScore score) {
    return module.mapBatches(split, score, SCORES);
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
