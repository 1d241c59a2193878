package io.millrace.spark.hadoop;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/** The end of a Parquet file: what its columns are and where they lie. */
final class ParquetFooter {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL = Integer.BYTES + MAGIC.length;

  private ParquetFooter() {}

  /**
   * Puts lists in order that the writer fills from hash sets of enums: their order differs from JVM
   * to JVM, and with it the file's bytes and its name.
   */
  static void sort(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      long end = bytes.length() - TAIL;
      bytes.seek(end);
      byte[] old = new byte[Integer.reverseBytes(bytes.readInt())];
      long start = end - old.length;
      bytes.seek(start);
      bytes.readFully(old);
      byte[] sorted = sorted(old);
      bytes.seek(start);
      bytes.write(sorted);
      bytes.writeInt(Integer.reverseBytes(sorted.length));
      bytes.write(MAGIC);
      bytes.setLength(bytes.getFilePointer());
    }
  }

  private static byte[] sorted(byte[] footer) throws IOException {
    FileMetaData facts = Util.readFileMetaData(new ByteArrayInputStream(footer));
    facts.getRow_groups().stream()
        .flatMap(group -> group.getColumns().stream())
        .forEach(column -> sort(column.getMeta_data()));
    ByteArrayOutputStream sorted = new ByteArrayOutputStream();
    Util.writeFileMetaData(facts, sorted);
    return sorted.toByteArray();
  }

  private static void sort(ColumnMetaData column) {
    Collections.sort(column.getEncodings());
    if (column.isSetEncoding_stats()) {
      Collections.sort(column.getEncoding_stats());
    }
  }
}
