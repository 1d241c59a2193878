package io.millrace.spark;

import static org.apache.spark.sql.functions.udf;

import io.millrace.batch.Recipe;
import io.millrace.sample.Field;
import io.millrace.sample.OnBadSample;
import io.millrace.spark.rows.SampleRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
    List<Column> columns = new ArrayList<>(List.of(SampleRows.visible(recipe.contents())));
    for (Field field : PixelFields.of(recipe.contents())) {
      ReadPixels read = new ReadPixels(configuration, recipe, field, policy);
      Column pixels = udf(read, DataTypes.BinaryType).apply(SampleRows.whole());
      columns.add(pixels.as(field.column()));
    }

    return samples.select(columns.toArray(Column[]::new));
  }
}
