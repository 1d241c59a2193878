package io.millrace.batch;

import io.millrace.sample.Sample;

/**
 * The samples of one subset by position in table order. Safe for use by several threads. Whoever
 * opened it closes it.
 */
public interface SampleTable extends AutoCloseable {
  /** Number of samples. */
  int size();

  /** The sample at that position, 0 to {@code size() - 1}. */
  Sample at(int ordinal);

  /** Frees whatever holds the samples. */
  @Override
  default void close() {}
}
