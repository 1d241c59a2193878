package io.millrace.spark.view;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;

/**
 * How often values of a column occur.
 *
 * @param column its name
 * @param bars values, or ranges of them, in their order
 */
record Histogram(String column, List<Bar> bars) {
  private static final int RANGES = 20;
  private static final int MOST_VALUES = 100;
  private static final String COUNT = "count";

  /** A value or a range of values, and how many rows have it. */
  record Bar(String value, long count) {}

  /** Counts them: two jobs for numbers, one for anything else. */
  static Histogram of(Dataset<Row> rows, String column) {
    boolean numbers = rows.schema().apply(column).dataType() instanceof NumericType;
    return new Histogram(column, numbers ? ranges(rows, View.ref(column)) : values(rows, column));
  }

  /** With a head, and a row a bar. */
  String table() {
    StringBuilder table =
        new StringBuilder().append('%').append("table ").append(cell(column)).append("\tcount");
    bars.forEach(bar -> table.append('\n').append(cell(bar.value)).append('\t').append(bar.count));
    return table.toString();
  }

  private static List<Bar> values(Dataset<Row> rows, String column) {
    List<Bar> bars = new ArrayList<>();
    Column value = View.ref(column).cast(DataTypes.StringType);
    Dataset<Row> counted =
        rows.groupBy(value.as("value"))
            .agg(count(lit(1)).as(COUNT))
            .orderBy(col(COUNT).desc(), col("value"));
    for (Row row : counted.limit(MOST_VALUES).collectAsList()) {
      bars.add(new Bar(row.isNullAt(0) ? "no value" : row.getString(0), row.getLong(1)));
    }

    return bars;
  }

  private static List<Bar> ranges(Dataset<Row> rows, Column column) {
    Column number = column.cast(DataTypes.DoubleType);
    Column finite = abs(number).lt(Double.POSITIVE_INFINITY); // false for what is no number
    Row ends = rows.where(finite).agg(min(number), max(number)).head();
    double first = ends.isNullAt(0) ? 0 : ends.getDouble(0);
    double last = ends.isNullAt(0) ? 0 : ends.getDouble(1);
    double width = (last - first) / RANGES;
    Column range =
        width > 0 ? least(floor(number.minus(first).divide(width)), lit(RANGES - 1L)) : lit(0L);
    long[] counts = new long[RANGES];
    long none = 0;
    Dataset<Row> placed = rows.select(when(finite, range).otherwise(lit(-1L)).as("range"));
    for (Row row : placed.groupBy("range").agg(count(lit(1))).collectAsList()) {
      if (row.getLong(0) < 0) {
        none = row.getLong(1);
      } else {
        counts[(int) row.getLong(0)] = row.getLong(1);
      }
    }

    return bars(first, width, counts, none);
  }

  private static List<Bar> bars(double first, double width, long[] counts, long none) {
    List<Bar> bars = new ArrayList<>();
    int ranges = width > 0 ? counts.length : counts[0] > 0 ? 1 : 0;
    for (int i = 0; i < ranges; i++) {
      bars.add(new Bar(String.format(Locale.ROOT, "%.6g", first + i * width), counts[i]));
    }

    if (none > 0) {
      bars.add(new Bar("no value", none));
    }

    return bars;
  }

  /** A text that stays within its cell. */
  static String cell(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.startsWith("%") ? " " + line : line;
  }
}
