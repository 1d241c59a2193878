package io.millrace.cli;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** A stopwatch that counts what the threads of this process allocate too. */
record Meter(Stopwatch watch, long allocated) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Of the CPU clock, seconds: less than that counts as that, so that no rate is infinite. */
  private static final double TICK = 0.01;

  static Meter start() {
    return new Meter(Stopwatch.start(), allocatedSoFar());
  }

  /** By all threads that are alive: those of a loader live as long as it does. */
  private static long allocatedSoFar() {
    long[] each = THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds());
    return Arrays.stream(each).filter(bytes -> bytes > 0).sum();
  }

  /** What that many images took since the start. */
  Effort stop(long images, long bytes) {
    double cpu = Math.max(watch.cpuSeconds(), TICK);
    double seconds = watch.seconds();
    return new Effort(images, bytes, new Effort.Took(seconds, cpu, allocatedSoFar() - allocated));
  }
}
