package io.millrace.spark;

import io.millrace.sample.Field;
import io.millrace.spark.rows.RowBlocks;
import io.millrace.spark.rows.SampleRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Gives each task rows whose files have about the same number of bytes. The rows alone are
 * shuffled, and keep their order; the driver gets a number a partition.
 *
 * @param fields whose files count
 * @param taskBytes of a task, at most, unless one row has more
 */
record RowsByBytes(List<Field> fields, long taskBytes) {
  /** Rows of {@link SampleRows#FULL}. */
  Dataset<Row> cut(Dataset<Row> rows) {
    SparkSession spark = rows.sparkSession();
    int cores = JavaSparkContext.fromSparkContext(spark.sparkContext()).defaultParallelism();
    FileBytes bytes = new FileBytes(fields);
    JavaRDD<Row> all = rows.toJavaRDD();
    List<Long> starts = starts(all.mapPartitions(new FileBytes.Sum(bytes)).collect());
    long total = starts.get(starts.size() - 1);
    ByOffset tasks = ByOffset.of(total, Math.min(taskBytes, total / cores));
    JavaRDD<Row> cut =
        JavaPairRDD.fromJavaRDD(
                all.mapPartitionsWithIndex(new FileBytes.Offsets(bytes, starts), true))
            .repartitionAndSortWithinPartitions(tasks)
            .values()
            .map(row -> RowBlocks.row(row, SampleRows.FULL.length()));
    return spark.createDataFrame(cut, SampleRows.FULL);
  }

  private static List<Long> starts(List<Long> sums) {
    List<Long> starts = new ArrayList<>(List.of(0L));
    sums.forEach(sum -> starts.add(starts.get(starts.size() - 1) + sum));
    return starts;
  }
}
