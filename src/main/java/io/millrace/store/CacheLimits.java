package io.millrace.store;

/**
 * How much a local cache may take.
 *
 * @param bytes of its files at most
 * @param free bytes of the disk that it leaves to others at least
 */
public record CacheLimits(long bytes, long free) {
  public CacheLimits {
    if (bytes < 0 || free < 0) {
      throw new IllegalArgumentException(
          "Invalid limits of a cache: %d bytes, %d free (must be >= 0)".formatted(bytes, free));
    }
  }
}
