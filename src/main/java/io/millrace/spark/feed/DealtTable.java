package io.millrace.spark.feed;

import io.millrace.batch.SampleTable;
import io.millrace.batch.StoredTable.StoredRow;
import io.millrace.sample.Sample;
import io.millrace.sample.Split;
import io.millrace.spark.rows.SpooledTable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** The rows of a subset that one rank has, by their ordinals in the whole of it. */
final class DealtTable implements SampleTable {
  private final SpooledTable rows;
  private final int[] ordinals;
  private final int size;

  private DealtTable(SpooledTable rows, int[] ordinals, int size) {
    this.rows = rows;
    this.ordinals = ordinals;
    this.size = size;
  }

  /** Spools what was dealt, by split and ordinal; every split has a table, perhaps an empty one. */
  static Map<Split, DealtTable> receive(Iterator<byte[]> dealt) {
    DealtRows rows = new DealtRows(dealt);
    Map<Split, DealtTable> tables = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      Ordinals ordinals = new Ordinals();
      SpooledTable table = SpooledTable.of(rows.of(split, ordinals));
      tables.put(split, new DealtTable(table, ordinals.values(), table.size()));
    }

    return tables;
  }

  /** The ordinals that have passed. */
  static final class Ordinals {
    private int[] values = new int[16];
    private int count;

    void add(int ordinal) {
      values = count == values.length ? Arrays.copyOf(values, 2 * count) : values;
      values[count++] = ordinal;
    }

    int[] values() {
      return Arrays.copyOf(values, count);
    }
  }

  /** The same rows of a whole of that size; closing it leaves them. */
  DealtTable as(int whole) {
    return new DealtTable(rows, ordinals, whole);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Sample at(int ordinal) {
    int place = Arrays.binarySearch(ordinals, ordinal);
    if (place < 0) {
      throw new IllegalStateException("Missing row " + ordinal + ": it was dealt to another rank");
    }

    StoredRow row = rows.row(place);
    return row.sample();
  }

  @Override
  public Optional<Sample> any() {
    return ordinals.length == 0 ? Optional.empty() : Optional.of(at(ordinals[0]));
  }

  /** Deletes the rows. */
  void delete() {
    rows.close();
  }
}
