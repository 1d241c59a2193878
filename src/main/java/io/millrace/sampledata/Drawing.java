package io.millrace.sampledata;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Draws on all cores. Ends when every thread has ended, so that nothing is written after a failure
 * was told.
 *
 * @param work draws one of them and puts its files in place
 * @param finished is called after each, by several threads
 */
record Drawing<T>(Work<T> work, Runnable finished) {
  /** Draws one. */
  interface Work<T> {
    Summary put(T each) throws IOException;
  }

  /** Draws all, or throws the first failure. */
  Summary of(List<T> all) throws IOException {
    AtomicReference<IOException> failure = new AtomicReference<>();
    Summary summary =
        all.parallelStream()
            .filter(each -> failure.get() == null)
            .map(each -> put(each, failure))
            .reduce(Summary.NOTHING, Summary::plus);
    if (failure.get() != null) {
      throw failure.get();
    }

    return summary;
  }

  private Summary put(T each, AtomicReference<IOException> failure) {
    try {
      Summary summary = work.put(each);
      finished.run();
      return summary;
    } catch (IOException e) {
      failure.compareAndSet(null, e);
      return Summary.NOTHING;
    }
  }
}
