package io.millrace.spark.rows;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Many rows of equal columns as one row, which Spark can keep, measure and send at no cost a row:
 * kind, number of columns, number of rows, bytes. What it holds is what it was given; a file takes
 * tens of bytes.
 */
public final class RowBlocks {
  /** The first column of a block. */
  public static final String BLOCK = "BLOCK";

  private static final int ROWS = 1024;
  private static final int BYTES = 1 << 18;

  private RowBlocks() {}

  /** Blocks of those rows in their order, each made as it is asked for. */
  public static Iterator<Row> pack(Iterator<Row> rows) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException("Cannot give another block: the rows have ended");
        }

        return block(rows);
      }
    };
  }

  private static Row block(Iterator<Row> rows) {
    Row first = rows.next();
    BlockWriter writer = new BlockWriter(first.length());
    writer.add(first);
    int count = 1;
    while (count < ROWS && writer.size() < BYTES && rows.hasNext()) {
      writer.add(rows.next());
      count++;
    }

    return RowFactory.create(BLOCK, first.length(), count, writer.bytes());
  }

  /** The rows of a block. */
  public static Iterator<Row> unpack(Row block) {
    return new BlockReader(block.getAs(3), block.getInt(1));
  }

  /** How many rows a block has. */
  public static int rows(Row block) {
    return block.getInt(2);
  }

  /** Whether it is one. */
  public static boolean isBlock(Row row) {
    return BLOCK.equals(row.get(0));
  }

  /** One row as bytes, for a shuffle. */
  public static byte[] bytes(Row row) {
    BlockWriter writer = new BlockWriter(row.length());
    writer.add(row);
    return writer.bytes();
  }

  /** The row that {@link #bytes} gave, of so many columns. */
  public static Row row(byte[] bytes, int columns) {
    return new BlockReader(bytes, columns).next();
  }

  /** Packs the rows of a partition. */
  public record Pack() implements FlatMapFunction<Iterator<Row>, Row> {
    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      return pack(rows);
    }
  }

  /** Unpacks a block. */
  public record Unpack() implements FlatMapFunction<Row, Row> {
    @Override
    public Iterator<Row> call(Row block) {
      return unpack(block);
    }
  }
}
