package io.millrace.batch;

import io.millrace.item.HostBatch;

/** A batch that owns its memory until it is closed. */
public interface Batch extends AutoCloseable {
  /** Number of rows, at least 1. */
  int size();

  /** The same numbers in host memory; valid until the batch is closed. */
  HostBatch host();

  /** Keeps the batch when the loader goes on: from now on the caller closes it. */
  void detach();

  /** Whether {@link #detach} was called. */
  boolean isDetached();

  /** Frees the batch's memory; arrays taken from it are invalid afterwards. */
  @Override
  void close();
}
