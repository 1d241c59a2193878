package io.millrace.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.millrace.batch.Recipe;
import io.millrace.sample.Field;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.Task;
import io.millrace.spark.rows.SampleRows;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Adds the decoded, transformed pixels to rows of samples: one BINARY column a field, in
 * safetensors encoding, one sample without a batch axis. Each is a function of the row, so that
 * Spark drops the ones that a query does not use and decodes nothing for them.
 */
final class PixelColumns {
  private final Broadcast<SerializableConfiguration> configuration;
  private final Recipe recipe;
  private final OnBadSample policy;

  PixelColumns(
      Broadcast<SerializableConfiguration> configuration, Recipe recipe, OnBadSample policy) {
    this.configuration = configuration;
    this.recipe = recipe;
    this.policy = policy;
  }

  /** The visible columns of samples, then the pixels. */
  Dataset<Row> add(Dataset<Row> samples) {
    Column[] visible = SampleRows.visible();
    Dataset<Row> pixels = samples.withColumn(Field.IMAGE.column(), column(Field.IMAGE));
    if (recipe.task() == Task.CLASSIFICATION) {
      return pixels.select(with(visible, Field.IMAGE));
    }

    return pixels
        .withColumn(Field.MASK.column(), column(Field.MASK))
        .select(with(visible, Field.IMAGE, Field.MASK));
  }

  private Column column(Field field) {
    UserDefinedFunction read =
        udf(new ReadPixels(configuration, recipe, field, policy), DataTypes.BinaryType);
    return read.apply(
        col("sample_id"),
        col("label_index"),
        col("image_path"),
        col("image_bytes"),
        col("mask_path"),
        col("mask_bytes"));
  }

  private static Column[] with(Column[] columns, Field... fields) {
    Column[] all = java.util.Arrays.copyOf(columns, columns.length + fields.length);
    for (int i = 0; i < fields.length; i++) {
      all[columns.length + i] = col(fields[i].column());
    }

    return all;
  }
}
