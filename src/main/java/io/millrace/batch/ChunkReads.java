package io.millrace.batch;

import io.millrace.store.ShardFile;
import io.millrace.store.ShardTensor;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads a chunk of an open shard, wherever it lies. Safe for use by several threads. */
interface ChunkReads {
  /** From the shard itself. */
  ChunkReads DIRECT = (shard, part, target) -> shard.readChunk(part.tensor(), part.chunk(), target);

  /** A chunk of a tensor of a shard, which is told by its place in the snapshot. */
  record Part(int shard, ShardTensor tensor, int chunk) {}

  /** Fills a buffer, from its position to its limit, with a chunk. */
  void read(ShardFile shard, Part part, ByteBuffer target) throws IOException;

  /** Says what will be read from now on; nobody reads meanwhile. */
  default void beginEpoch(long epoch, EpochOrder order) {}

  /** Chunks that came from a local cache so far. */
  default long cacheHits() {
    return 0;
  }
}
