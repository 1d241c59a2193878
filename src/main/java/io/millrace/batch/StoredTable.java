package io.millrace.batch;

import io.millrace.sample.Sample;
import java.util.Objects;

/** A table whose samples have a place in a shard. */
public interface StoredTable extends SampleTable {
  /** The sample at a position, with its place. */
  StoredRow row(int ordinal);

  @Override
  default Sample at(int ordinal) {
    return row(ordinal).sample();
  }

  /**
   * A sample, and where its numbers or bytes are.
   *
   * @param row of its shard, from 0
   */
  record StoredRow(Sample sample, int row) {
    public StoredRow {
      Objects.requireNonNull(sample, "sample");
    }
  }
}
