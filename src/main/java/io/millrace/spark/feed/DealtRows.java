package io.millrace.spark.feed;

import io.millrace.batch.StoredTable.StoredRow;
import io.millrace.sample.Split;
import io.millrace.spark.rows.SpooledRow;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Rows on their way to a rank: split and ordinal, then the sample. Sorted by both. */
final class DealtRows {
  private static final List<Split> SPLITS = List.of(Split.values());
  private static final int HEAD = 1 + Integer.BYTES;

  private final Iterator<byte[]> rows;
  private ByteBuffer next; // null at the end

  DealtRows(Iterator<byte[]> rows) {
    this.rows = rows;
    advance();
  }

  static byte[] write(Split split, int ordinal, StoredRow row) {
    byte[] bytes = SpooledRow.write(row);
    return ByteBuffer.allocate(HEAD + bytes.length)
        .put((byte) SPLITS.indexOf(split))
        .putInt(ordinal)
        .put(bytes)
        .array();
  }

  /** A number that sorts as rows are to arrive, the rank first. */
  static long key(int rank, Split split, int ordinal) {
    return (long) rank << 34 | (long) SPLITS.indexOf(split) << 32 | ordinal;
  }

  /** The rank of a key. */
  static int rank(long key) {
    return (int) (key >>> 34);
  }

  /** The rows of a split, which come next if there are any; their ordinals are noted. */
  Iterator<StoredRow> of(Split split, DealtTable.Ordinals ordinals) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return next != null && SPLITS.get(next.get(0)) == split;
      }

      @Override
      public StoredRow next() {
        if (!hasNext()) {
          throw new NoSuchElementException("Cannot give another row: the split has ended");
        }

        ordinals.add(next.getInt(1));
        // a spooled row reads from the beginning of its buffer
        StoredRow row = SpooledRow.read(next.position(HEAD).slice());
        advance();
        return row;
      }
    };
  }

  private void advance() {
    next = rows.hasNext() ? ByteBuffer.wrap(rows.next()) : null;
  }
}
