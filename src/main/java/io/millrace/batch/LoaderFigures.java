package io.millrace.batch;

import io.millrace.storage.Traffic;
import java.util.Objects;

/**
 * What a loader has done since it was opened.
 *
 * @param rows of batches that the reader has had
 * @param traffic with the storage
 * @param times of threads
 * @param queueBytes of batches that are ready or under way now
 * @param cacheHits chunks that came from a local cache, by all loaders that share it
 */
public record LoaderFigures(
    long rows, Traffic traffic, Times times, long queueBytes, long cacheHits) {
  /**
   * Nanoseconds.
   *
   * @param reading that decoding threads waited for bytes, all of them together
   * @param decoding that they worked otherwise: decoding, resizing, copying
   * @param waiting that the reader waited for batches
   */
  public record Times(long reading, long decoding, long waiting) {
    /** Nothing yet. */
    public static final Times NONE = new Times(0, 0, 0);

    /** Both together. */
    public Times plus(Times other) {
      return new Times(reading + other.reading, decoding + other.decoding, waiting + other.waiting);
    }
  }

  public LoaderFigures {
    Objects.requireNonNull(traffic, "traffic");
    Objects.requireNonNull(times, "times");
  }
}
