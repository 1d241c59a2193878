package io.millrace.spark.feed;

import io.millrace.config.InvalidConfigException;
import java.util.List;
import org.apache.spark.SparkConf;

/**
 * What ranks need outside the heap of an executor.
 *
 * @param kept bytes of chunks or finished frames of a rank
 * @param batch bytes of its batch
 * @param together ranks that share an executor
 */
record FeedMemory(long kept, long batch, int together) {
  private static final long MIB = 1L << 20;

  /** The JVM's own, and the engine's library: code, classes, threads (README, figures). */
  private static final long BESIDE = 320 * MIB;

  /** Batches at once: the program's, and two that are decoded ahead. */
  private static final int BATCHES = 3;

  private static final long LEAST_OVERHEAD = 384 * MIB; // Spark's own defaults, of 3.5
  private static final double USUAL_FACTOR = 0.1;

  /** Bytes that an executor needs beside its heap. */
  long bytes() {
    return BESIDE + together * (kept + BATCHES * batch);
  }

  /**
   * Checks that the executors have as much.
   *
   * @throws InvalidConfigException with the number to set
   */
  void check(SparkConf conf) {
    long overhead = overhead(conf);
    if (bytes() > overhead) {
      throw new InvalidConfigException(
          List.of(
              "Cannot train: %d ranks an executor need about %d MiB outside its heap, chunks or frames, batches and the engine, but spark.executor.memoryOverhead is %d MiB (set it to %dm, or give a smaller batch)"
                  .formatted(together, ceil(bytes()), overhead / MIB, ceil(bytes()))));
    }
  }

  private static long ceil(long bytes) {
    return (bytes + MIB - 1) / MIB;
  }

  private static long overhead(SparkConf conf) {
    double factor = conf.getDouble("spark.executor.memoryOverheadFactor", USUAL_FACTOR);
    long heap = conf.getSizeAsMb("spark.executor.memory", "1g") * MIB;
    long usual = Math.max(LEAST_OVERHEAD, (long) (heap * factor));
    return conf.getSizeAsMb("spark.executor.memoryOverhead", usual / MIB + "m") * MIB;
  }
}
