package io.millrace.spark.hadoop;

import io.millrace.store.InvalidStoreException;
import java.util.Set;

/** How a file can appear whole, and once, on a file system. */
enum CommitWay {
  /** A hard link to a finished file. */
  LINK,
  /** An atomic rename that does not replace. */
  RENAME,
  /** A request that the server refuses where there is an object. */
  CONDITION;

  /** Their renames are copies, and replace: no two writers may meet there. */
  private static final Set<String> OBJECT_STORES =
      Set.of(
          "s3", "s3a", "s3n", "gs", "wasb", "wasbs", "abfs", "abfss", "adl", "oss", "cosn", "obs",
          "swift", "http", "https", "ftp", "sftp");

  /**
   * The way for a scheme. One that we do not know is taken for a file system such as HDFS.
   *
   * @throws InvalidStoreException if there is none
   */
  static CommitWay of(String scheme) {
    if (scheme.equals("file")) {
      return LINK;
    }

    if (isS3(scheme)) {
      return CONDITION;
    }

    if (isObjectStore(scheme)) {
      throw new InvalidStoreException(
          "Unsupported: commits to %s (write the store to a local disk, to HDFS or to S3)"
              .formatted(scheme));
    }

    return RENAME;
  }

  /** Whether S3A serves a scheme. */
  static boolean isS3(String scheme) {
    return scheme.equals("s3a") || scheme.equals("s3");
  }

  /** Whether a scheme is one of stores whose every question costs a request. */
  static boolean isObjectStore(String scheme) {
    return OBJECT_STORES.contains(scheme);
  }
}
