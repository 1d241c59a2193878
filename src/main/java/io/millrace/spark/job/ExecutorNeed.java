package io.millrace.spark.job;

/** The memory that a job needs. */
final class ExecutorNeed {
  /** Bytes of files that a task has read, or is reading, ahead of its decoder. */
  static final long READ_AHEAD_BYTES = 64L << 20;

  private ExecutorNeed() {}
}
