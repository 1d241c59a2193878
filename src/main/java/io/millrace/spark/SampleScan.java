package io.millrace.spark;

import io.millrace.sample.Contents;
import io.millrace.sample.Field;
import io.millrace.sample.Split;
import io.millrace.spark.rows.SampleRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What a query wants of the samples of a data module. A sample has its row whatever the columns
 * are: of a bad one the policy decides when its pixels are asked for.
 *
 * @param columns of {@link #schema}, in any order; none to count rows
 * @param splits whose samples are wanted
 * @param conditions that samples must meet, over the columns of {@code samples()}
 * @param partitionBytes of files or shards that one task reads for pixels, about; >= 1
 */
public record SampleScan(
    List<String> columns, Set<Split> splits, List<Column> conditions, long partitionBytes) {
  public SampleScan {
    columns = List.copyOf(columns);
    splits = splits.isEmpty() ? Set.of() : EnumSet.copyOf(splits);
    conditions = List.copyOf(conditions);
    if (partitionBytes < 1) {
      throw new IllegalArgumentException(
          "Invalid partition_bytes: " + partitionBytes + " (must be >= 1)");
    }
  }

  /**
   * The columns that there are: those of {@code samples()}, then for the picture and, where the
   * data set has them, mask and depth map: safetensors of one sample without a batch axis, its
   * shape, its element type.
   */
  public static StructType schema(Contents contents) {
    List<StructField> columns =
        new ArrayList<>(Arrays.asList(SampleRows.visibleSchema(contents).fields()));
    PixelFields.of(contents).forEach(field -> columns.addAll(PixelParts.schema(field)));
    return new StructType(columns.toArray(StructField[]::new));
  }

  /**
   * The rows, in no order that is promised. The data module must be open while they are used.
   *
   * @throws io.millrace.sample.BadSampleException if a folder cannot be listed and the policy is
   *     FAIL
   */
  public Dataset<Row> of(DataModule<?> module) {
    SampleSource source = module.source();
    source.setup();
    if (columns.isEmpty() && conditions.isEmpty()) {
      return source.spark().range(count(source)).select();
    }

    return splits.stream()
        .filter(split -> source.count(split) > 0)
        .map(split -> source.scan(split, module.recipe(split), this))
        .reduce(Dataset::unionAll)
        .orElseGet(() -> nothing(source.spark(), module.contents()))
        .select(columns.stream().map(functions::col).toArray(Column[]::new));
  }

  private long count(SampleSource source) {
    return splits.stream().mapToLong(source::count).sum();
  }

  private static Dataset<Row> nothing(SparkSession spark, Contents contents) {
    return spark.createDataFrame(List.of(), schema(contents));
  }

  /** The fields whose pixels are wanted. */
  List<Field> fields(Contents contents) {
    return PixelFields.of(contents).stream()
        .filter(
            field ->
                PixelParts.schema(field).stream()
                    .map(StructField::name)
                    .anyMatch(columns::contains))
        .toList();
  }

  /** The rows that meet the conditions. */
  Dataset<Row> filter(Dataset<Row> rows) {
    return conditions.stream().reduce(Column::and).map(rows::where).orElse(rows);
  }

  /**
   * The columns of samples, then those pixels.
   *
   * @param row columns that the readings take, as one
   */
  Dataset<Row> select(Dataset<Row> rows, Contents contents, Column row, List<PixelReading> pixels) {
    List<Column> all = new ArrayList<>(Arrays.asList(SampleRows.visible(contents)));
    pixels.forEach(reading -> all.addAll(new PixelParts(reading).columns(row)));
    return rows.select(all.toArray(Column[]::new));
  }
}
