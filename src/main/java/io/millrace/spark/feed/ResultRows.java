package io.millrace.spark.feed;

import io.millrace.feed.FeedBatch;
import io.millrace.feed.NamedValues;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Makes rows of a function's values: {@code sample_id}, then the columns of a schema by name.
 *
 * @param columns the schema without {@code sample_id}
 */
record ResultRows(StructType columns) implements Serializable {
  private static final String ID = "sample_id";

  ResultRows {
    Arrays.stream(columns.fields()).forEach(ResultRows::check);
    Set<String> names = new TreeSet<>(List.of(columns.fieldNames()));
    if (names.size() < columns.size()) {
      throw new IllegalArgumentException(
          "Invalid schema: " + columns.simpleString() + " has a name twice");
    }
  }

  private static void check(StructField field) {
    if (field.name().equals(ID)) {
      throw new IllegalArgumentException(
          "Invalid schema: sample_id comes by itself (leave it out of the schema)");
    }

    if (!Cells.isKnown(field.dataType())) {
      throw new IllegalArgumentException(
          "Unsupported type of column %s: %s (use string, boolean, int, bigint, float, double, binary, or an array of those)"
              .formatted(field.name(), field.dataType().simpleString()));
    }
  }

  /** The schema of the rows. */
  StructType schema() {
    StructType all = new StructType().add(ID, DataTypes.StringType, false);
    for (StructField field : columns.fields()) {
      all = all.add(field);
    }

    return all;
  }

  /** A row for each valid row of the batch. */
  List<Row> rows(FeedBatch batch, NamedValues values) {
    List<List<?>> lists = new ArrayList<>();
    for (StructField field : columns.fields()) {
      lists.add(list(field, batch, values));
    }

    refuseUnknown(values);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      if (batch.isValid(i)) {
        rows.add(row(batch.sampleIds().get(i), lists, i));
      }
    }

    return rows;
  }

  private List<?> list(StructField field, FeedBatch batch, NamedValues values) {
    List<?> list = values.columns().get(field.name());
    if (list == null) {
      throw new IllegalStateException(
          "Missing column %s: the function gave %s (give every column of the schema)"
              .formatted(field.name(), values.columns().keySet()));
    }

    if (list.size() != batch.size()) {
      throw new IllegalStateException(
          "Cannot make rows: column %s has %d values for a batch of %d (give one a row, in the batch's order)"
              .formatted(field.name(), list.size(), batch.size()));
    }

    return list;
  }

  private void refuseUnknown(NamedValues values) {
    List<String> known = List.of(columns.fieldNames());
    for (String name : values.columns().keySet()) {
      if (!known.contains(name)) {
        throw new IllegalStateException(
            "Cannot make rows: the function gave column %s but the schema has %s (add it to the schema, or leave it out)"
                .formatted(name, known));
      }
    }
  }

  private Row row(String id, List<List<?>> lists, int i) {
    Object[] cells = new Object[lists.size() + 1];
    cells[0] = id;
    for (int column = 0; column < lists.size(); column++) {
      cells[column + 1] = Cells.of(columns.apply(column), lists.get(column).get(i), id);
    }

    return RowFactory.create(cells);
  }
}
