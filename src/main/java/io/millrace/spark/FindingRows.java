package io.millrace.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.millrace.sample.Finding;
import io.millrace.sample.Reason;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The table of findings: one row for each thing that is wrong. */
final class FindingRows {
  static final StructType SCHEMA =
      new StructType()
          .add("severity", DataTypes.StringType)
          .add("reason", DataTypes.StringType)
          .add("sample_id", DataTypes.StringType)
          .add("path", DataTypes.StringType)
          .add("detail", DataTypes.StringType)
          .add("way_out", DataTypes.StringType);

  private FindingRows() {}

  static Row row(Finding finding) {
    return RowFactory.create(
        finding.reason().severity().text(),
        finding.reason().code(),
        finding.sampleId(),
        finding.path(),
        finding.detail(),
        finding.reason().wayOut());
  }

  static Finding finding(Row row) {
    return new Finding(
        Reason.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
        row.getString(2),
        row.getString(3),
        row.getString(4));
  }

  /** Findings about files of a listing that belong to no sample. */
  static Dataset<Row> of(Dataset<Row> files, Reason reason, Column detail) {
    return of(files.withColumn("sample_id", lit("")), reason, col("path"), detail);
  }

  /** Findings about samples. */
  static Dataset<Row> of(Dataset<Row> samples, Reason reason, Column path, Column detail) {
    return samples.select(
        lit(reason.severity().text()).as("severity"),
        lit(reason.code()).as("reason"),
        col("sample_id"),
        path.as("path"),
        detail.as("detail"),
        lit(reason.wayOut()).as("way_out"));
  }
}
