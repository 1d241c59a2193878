package io.millrace.store;

/**
 * What a cache has done for its process so far.
 *
 * @param hits chunks that were read from the local disk
 * @param misses chunks that were fetched
 * @param damaged chunks whose local file was not what it must be, and was fetched again
 * @param unwritten chunks that could not be written to the local disk
 */
public record CacheStats(long hits, long misses, long damaged, long unwritten) {
  /** Part of the reads that were hits, 0 to 1. */
  public double hitRate() {
    return hits + misses == 0 ? 0 : (double) hits / (hits + misses);
  }
}
