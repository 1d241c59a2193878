package io.millrace.config;

import java.util.Objects;

/**
 * The local cache of chunks of a remote store.
 *
 * @param folder on a local disk, which holds nothing else; empty for no cache
 * @param bytes that it may take
 */
public record CacheConfig(String folder, long bytes) {
  /** 100 GiB. */
  public static final long BYTES = 100L << 30;

  /** No cache. */
  public static final CacheConfig NONE = new CacheConfig("", BYTES);

  public CacheConfig {
    Objects.requireNonNull(folder, "folder");
    if (bytes < 0) {
      throw new IllegalArgumentException("Invalid cache_bytes: " + bytes + " (must be >= 0)");
    }
  }

  /** Whether there is one. */
  public boolean isWanted() {
    return !folder.isEmpty();
  }
}
