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
 * @param ahead so that the next window is read before its first step: as much again
 * @param allowed half of what the JVM may take outside its heap, which is as much as its heap
 */
public record ChunkBudget(long wanted, long ahead, long allowed) {
  /** Of files, which have no chunks. */
  public static final ChunkBudget NONE = new ChunkBudget(0, 0, 0);

  /** Chunks of evaluation, which reads them in order: one of each worker, and as many ahead. */
  private static final int IN_ORDER = 12;

  private static final long SLACK = 64 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(ChunkBudget.class);

  /** For loaders of that split with batches of that size. */
  public static ChunkBudget of(StoredSplit split, int batchSize) {
    long rows = Math.max(1, split.rows());
    long chunks = Math.max(1, split.chunks().count());
    TrainRule rule = TrainRule.of(0, batchSize, 1);
    long eachLane = (rule.window() * chunks + rows - 1) / rows + 2;
    long lanes = split.split() == Split.TRAIN ? rule.lanes() * eachLane : IN_ORDER;
    long wanted = Math.min(chunks, lanes);
    long ahead = split.split() == Split.TRAIN ? Math.min(chunks - wanted, lanes) : 0;
    long each = largest(split);
    return new ChunkBudget(wanted * each, ahead * each, Runtime.getRuntime().maxMemory() / 2);
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

  /** What one of so many ranks needs, and is allowed. */
  public ChunkBudget share(int ranks, long bytes) {
    return new ChunkBudget((wanted + ranks - 1) / ranks, (ahead + ranks - 1) / ranks, bytes);
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

  /** What is wanted and allowed; says so where chunks will be read again. */
  public long bytes() {
    if (wanted > allowed) {
      LOG.warn(
          "Windows of training rows take {} MiB of chunks but the JVM allows {} MiB: chunks are"
              + " read again (raise -Xmx, or give a smaller train_batch_size)",
          wanted >> 20,
          allowed >> 20);
    }

    return Math.min(wanted + ahead, allowed);
  }
}
