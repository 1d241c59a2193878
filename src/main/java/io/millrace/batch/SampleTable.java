package io.millrace.batch;

import io.millrace.sample.Sample;
import java.util.Optional;

/**
 * The samples of one subset by position in table order. Safe for use by several threads. Whoever
 * opened it closes it.
 */
public interface SampleTable extends AutoCloseable {
  /** Number of samples. */
  int size();

  /** The sample at that position, 0 to {@code size() - 1}. */
  Sample at(int ordinal);

  /** Some sample that it has, if it has any. */
  default Optional<Sample> any() {
    return size() == 0 ? Optional.empty() : Optional.of(at(0));
  }

  /** Frees whatever holds the samples. */
  @Override
  default void close() {}
}
