package io.millrace.spark.hadoop;

import io.millrace.store.InvalidStoreException;
import java.util.Set;

/** How a file can appear whole, and once, on a file system. */
enum CommitWay {
  /** A hard link to a finished file. */
  LINK,
  /** An atomic rename that does not replace. */
  RENAME;

  private static final Set<String> RENAMING =
      Set.of("hdfs", "viewfs", "webhdfs", "swebhdfs", "ofs", "o3fs");

  /**
   * The way for a scheme.
   *
   * @throws InvalidStoreException if there is none yet
   */
  static CommitWay of(String scheme) {
    if (scheme.equals("file")) {
      return LINK;
    }

    if (RENAMING.contains(scheme)) {
      return RENAME;
    }

    throw new InvalidStoreException(
        "Unsupported: commits to %s come in a later version (write the store to a local disk or to"
                .formatted(scheme)
            + " HDFS)");
  }
}
