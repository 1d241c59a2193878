package io.millrace.spark.feed;

import java.util.Locale;

/** What is counted where batches are made. Times are nanoseconds of all threads together. */
public enum Meter {
  /** Rows of batches that were given. */
  IMAGES,
  /** Bytes that came from the storage. */
  BYTES,
  /** Requests to the storage. */
  REQUESTS,
  /** Chunks that came from a local cache. */
  CACHE_HITS,
  /** Tasks that Spark has begun again, ranks too. */
  RETRIES,
  /** Samples that could not be read. */
  BAD_SAMPLES,
  /** Bytes of batches that are ready or under way now. */
  QUEUE_BYTES,
  /** Decoding threads waited for bytes. */
  READ_TIME,
  /** Decoding threads decoded and resized, which is one pass. */
  DECODE_TIME,
  /** Programs moved batches to their device. */
  COPY_TIME,
  /** Programs did their own work. */
  STEP_TIME,
  /** Programs waited for batches. */
  WAIT_TIME,
  /** Loaders were open. */
  OPEN_TIME;

  /** Whether it is of now, and no sum since the beginning. */
  boolean isLevel() {
    return this == QUEUE_BYTES;
  }

  boolean isTime() {
    return name().endsWith("_TIME");
  }

  /** {@code images}, {@code read_seconds}, ... */
  public String text() {
    return name().replace("_TIME", "_SECONDS").toLowerCase(Locale.ROOT);
  }
}
