package io.millrace.batch;

import io.millrace.plan.Chunks;
import io.millrace.store.CachedChunk;
import io.millrace.store.ChunkCache;
import io.millrace.store.ShardFile;
import io.millrace.store.StoredSplit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;

/** Reads chunks through a local cache, which keeps those that the order needs soonest. */
final class CachedReads implements ChunkReads {
  private final ChunkCache cache;
  private final StoredSplit split;
  private volatile Times times = new Times(0, 0, ChunkSteps.UNKNOWN, ChunkSteps.UNKNOWN);

  /** Steps are counted over all epochs: those of this one begin at {@code base}. */
  private record Times(long base, int steps, ChunkSteps here, ChunkSteps then) {
    CachedChunk of(ShardFile shard, Part part, int number) {
      boolean planned = number >= 0;
      long now = base + (planned ? here.first(number).orElse(0) : 0);
      OptionalInt again = planned ? then.first(number) : OptionalInt.empty();
      long next = again.isPresent() ? base + steps + again.getAsInt() : CachedChunk.NEVER;
      return new CachedChunk(shard, part.tensor(), part.chunk(), now, next);
    }
  }

  CachedReads(ChunkCache cache, StoredSplit split) {
    this.cache = cache;
    this.split = split;
  }

  @Override
  public void beginEpoch(long epoch, EpochOrder order) {
    Chunks chunks = split.chunks();
    times =
        new Times(
            epoch * order.steps(),
            order.steps(),
            order.chunkSteps(epoch, chunks),
            order.chunkSteps(epoch + 1, chunks));
  }

  @Override
  public void read(ShardFile shard, Part part, ByteBuffer target) throws IOException {
    cache.read(times.of(shard, part, number(part)), target);
  }

  @Override
  public long cacheHits() {
    return cache.stats().hits();
  }

  /** The plan's number of a chunk: only those with rows of the split have one; else -1. */
  private int number(Part part) {
    List<Integer> counts = split.snapshot().shards().get(part.shard()).splits().get(split.split());
    if (counts.get(part.chunk()) == 0) {
      return -1; // the end of a clip that begins in the chunk before
    }

    int ordinal = split.start(part.shard());
    for (int chunk = 0; chunk < part.chunk(); chunk++) {
      ordinal += counts.get(chunk);
    }

    return split.chunks().chunkOf(ordinal);
  }
}
