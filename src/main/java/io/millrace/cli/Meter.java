package io.millrace.cli;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/** A stopwatch that counts what the threads of this process allocate too. */
record Meter(Stopwatch watch, Map<Long, Long> allocated) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Of the CPU clock, seconds: less than that counts as that, so that no rate is infinite. */
  private static final double TICK = 0.01;

  static Meter start() {
    return new Meter(Stopwatch.start(), allocatedSoFar());
  }

  /** By each thread that is alive, from its beginning on. */
  private static Map<Long, Long> allocatedSoFar() {
    long[] threads = THREADS.getAllThreadIds();
    long[] each = THREADS.getThreadAllocatedBytes(threads);
    Map<Long, Long> all = new HashMap<>();
    for (int i = 0; i < threads.length; i++) {
      all.put(threads[i], Math.max(0, each[i])); // -1 of one that has just ended
    }

    return all;
  }

  /** Of threads that have ended since it is not known. */
  private long allocatedSince() {
    return allocatedSoFar().entrySet().stream()
        .mapToLong(now -> Math.max(0, now.getValue() - allocated.getOrDefault(now.getKey(), 0L)))
        .sum();
  }

  /** What that many images took since the start. */
  Effort stop(long images, long bytes) {
    double cpu = Math.max(watch.cpuSeconds(), TICK);
    double seconds = watch.seconds();
    return new Effort(images, bytes, new Effort.Took(seconds, cpu, allocatedSince()));
  }
}
