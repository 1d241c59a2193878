package io.millrace.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes and reads parts of the index. Its Parquet body lives in {@code spark.hadoop}. */
public interface IndexFile {
  /** Writes rows to a new local file; the same rows give the same bytes. */
  void write(Path file, List<IndexRow> rows) throws IOException;

  /**
   * All rows of a part, in order.
   *
   * @throws IOException naming the file if it is missing or damaged
   */
  List<IndexRow> read(String path, long length) throws IOException;
}
