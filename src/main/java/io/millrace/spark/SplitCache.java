package io.millrace.spark;

import io.millrace.config.CacheConfig;
import io.millrace.sample.Split;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.store.CacheLimits;
import io.millrace.store.ChunkCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The local cache of a store that lies elsewhere. Each split has a folder and its share of the
 * bytes, since each counts its reads on its own.
 */
record SplitCache(CacheConfig config, HadoopStorage storage, FoundStore store) {
  /** Bytes of the disk that are left to others. */
  private static final long FREE = 1L << 30;

  /** The cache, if one is wanted and the store is not on this machine's own disks. */
  Optional<ChunkCache> open(Split split) {
    try {
      if (!config.isWanted() || storage.isLocal(store.paths().root())) {
        return Optional.empty();
      }

      Path folder = Path.of(config.folder()).resolve(split.text());
      return Optional.of(ChunkCache.open(folder, new CacheLimits(share(split), FREE)));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot use the cache %s: %s (give another data.cache_dir)"
              .formatted(config.folder(), e.getMessage()),
          e);
    }
  }

  private long share(Split split) {
    long rows = 0;
    for (Split each : Split.values()) {
      rows += store.snapshot().count(each);
    }

    return (long) ((double) config.bytes() * store.snapshot().count(split) / Math.max(1, rows));
  }
}
