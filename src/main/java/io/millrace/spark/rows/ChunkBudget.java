package io.millrace.spark.rows;

import io.millrace.plan.TrainRule;
import io.millrace.sample.Split;
import io.millrace.store.ShardEntry;
import io.millrace.store.StoredSplit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many bytes of chunks a loader keeps in memory.
 *
 * @param wanted so that no chunk is read twice: a window a lane, and a chunk that it begins in
 * @param allowed half of what the JVM may take outside its heap, which is as much as its heap
 */
public record ChunkBudget(long wanted, long allowed) {
  private static final long SLACK = 64 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(ChunkBudget.class);

  /** For loaders of that split with batches of that size. */
  public static ChunkBudget of(StoredSplit split, int batchSize) {
    long rows = Math.max(1, split.rows());
    long chunks = Math.max(1, split.chunks().count());
    // evaluation reads in order: the chunk of each worker, and the next
    TrainRule rule = TrainRule.of(0, batchSize, 1);
    long window = split.split() == Split.TRAIN ? rule.window() : 1;
    long eachLane = (window * chunks + rows - 1) / rows + 2;
    long all = Math.min(chunks, rule.lanes() * eachLane);
    return new ChunkBudget(all * largest(split), Runtime.getRuntime().maxMemory() / 2);
  }

  /**
   * Bytes of the chunks that reading in order keeps: those of the batch, of two batches decoded
   * ahead, and the one that comes next.
   */
  public static long inOrder(StoredSplit split, int batchSize) {
    long rows = Math.max(1, split.rows());
    long chunks = Math.max(1, split.chunks().count());
    return Math.min(chunks, 3L * batchSize * chunks / rows + 2) * largest(split);
  }

  /** What one of so many ranks needs, so many of which are in this JVM. */
  public ChunkBudget share(int ranks, int together) {
    return new ChunkBudget((wanted + ranks - 1) / ranks, allowed / together);
  }

  /** Bytes of the buffers of a chunk, pictures and masks, at most: they are rounded up. */
  private static long largest(StoredSplit split) {
    long largest = 1;
    for (ShardEntry shard : split.snapshot().shards()) {
      ShardEntry.File file = shard.file();
      largest = Math.max(largest, file.bytes() / Math.max(1, file.chunks()) * 5 / 4 + SLACK);
    }

    return largest;
  }

  /** The smaller of both; says so where chunks will be read again. */
  public long bytes() {
    if (wanted > allowed) {
      LOG.warn(
          "Windows of training rows take {} MiB of chunks but the JVM allows {} MiB: chunks are"
              + " read again (raise -Xmx, or give a smaller train_batch_size)",
          wanted >> 20,
          allowed >> 20);
    }

    return Math.min(wanted, allowed);
  }
}
