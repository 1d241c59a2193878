package io.millrace.spark.job;

import io.millrace.store.ShardTensor;
import io.millrace.store.StoreFacts;
import org.apache.spark.SparkContext;

/** The memory that a job needs. */
final class ExecutorNeed {
  /** Bytes of files that a task has read, or is reading, ahead of its decoder. */
  static final long READ_AHEAD_BYTES = 64L << 20;

  private static final long MIB = 1L << 20;

  /** Spark itself, the listing's rows, and room for the collector. */
  private static final long HEAP = 448 * MIB;

  /** What a task has on the heap besides files: rows of its shard, a part of the index. */
  private static final long TASK_HEAP = 64 * MIB;

  /** A decoder may hold a picture whole: so many times the bytes of its file. */
  private static final long UNPACKED = 4;

  /** Frames of a video that a task keeps: as decoded on the heap, baked beside it. */
  private static final long WINDOW = 64 * MIB;

  /** The JVM's own: code, classes, threads, collector. */
  private static final long BESIDE = 320 * MIB;

  /** Four chunks of rows that are copied, and what Parquet and zstd take. */
  private static final long TASK_BESIDE = 4 * 16 * MIB + 16 * MIB;

  private ExecutorNeed() {}

  static PrepareEstimate.Memory of(SparkContext context, BakeOrder order, long largest) {
    int cores =
        context.isLocal()
            ? context.defaultParallelism()
            : context.conf().getInt("spark.executor.cores", 1);
    StoreFacts facts = order.facts();
    long row = 0;
    for (ShardTensor tensor : ShardTensor.values()) {
      row += facts.rowBytes(tensor);
    }

    boolean video = facts.dataset().contents().clips().exist();
    long reading = video ? WINDOW : READ_AHEAD_BYTES + UNPACKED * largest;
    long heap = HEAP + cores * (TASK_HEAP + reading);
    long beside = BESIDE + cores * (TASK_BESIDE + row + (video ? WINDOW : 0));
    return new PrepareEstimate.Memory(cores, heap, beside);
  }
}
