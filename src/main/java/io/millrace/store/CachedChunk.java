package io.millrace.store;

import java.util.Objects;

/**
 * A read of a chunk through a cache, and when the plan reads it again.
 *
 * @param shard open shard
 * @param tensor one that it has
 * @param chunk of the tensor
 * @param now a number of a read, such as a step, before which no reader of the cache reads any
 *     more; all readers of a cache count alike
 * @param next number of the next read of this chunk, {@link #NEVER} if there is none
 */
public record CachedChunk(ShardFile shard, ShardTensor tensor, int chunk, long now, long next) {
  /** No next read: also the largest number that there can be. */
  public static final long NEVER = Integer.MAX_VALUE;

  public CachedChunk {
    Objects.requireNonNull(shard, "shard");
    Objects.requireNonNull(tensor, "tensor");
    if (now < 0 || next < 0) {
      throw new IllegalArgumentException("Invalid numbers of reads: " + now + ", " + next);
    }
  }

  /** Name of its file in a cache. */
  String fileName() {
    return shard.entry().name() + "-" + tensor.field().column() + "-" + chunk;
  }
}
