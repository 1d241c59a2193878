package io.millrace.spark.rows;

import io.millrace.batch.StoredTable;
import java.util.Objects;

/**
 * The rows of some neighbouring shards, under their ordinals in the whole split. Those before have
 * none here.
 *
 * @param rows which are closed with it
 * @param first ordinal of the first of them
 */
public record PartTable(SpooledTable rows, int first) implements StoredTable {
  public PartTable {
    Objects.requireNonNull(rows, "rows");
  }

  /** The ordinal after the last row. */
  @Override
  public int size() {
    return first + rows.size();
  }

  @Override
  public StoredRow row(int ordinal) {
    return rows.row(Objects.checkIndex(ordinal - first, rows.size()));
  }

  @Override
  public void close() {
    rows.close();
  }
}
