package io.millrace.spark;

import io.millrace.batch.StoredTable.StoredRow;
import io.millrace.spark.rows.SampleRows;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.util.HexFormat;
import org.apache.spark.sql.Row;

/** The identity of a table of files, computed as its rows pass: ids, lengths and times in order. */
final class TableHash {
  private static final int BYTES = 16;

  private final MessageDigest digest;

  TableHash() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Missing SHA-256: every Java platform must have it", e);
    }
  }

  /** A row of {@link SampleRows#FULL} as a sample; its place in no shard is 0. */
  StoredRow add(Row row) {
    add(row.getString(0), row.getLong(7), row.getTimestamp(8));
    return new StoredRow(SampleRows.sample(row), 0);
  }

  /** A row by its id, and length and time of its picture. */
  void add(String id, long bytes, Timestamp modified) {
    String line = id + "\n" + bytes + "\n" + modified.getTime() + "\n";
    digest.update(line.getBytes(StandardCharsets.UTF_8));
  }

  /** 32 hex digits, once all rows have passed. */
  String text() {
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }
}
