package io.millrace.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Wall and CPU time of this process since it was started. */
record Stopwatch(long wallNanos, long cpuNanos) {
  private static final double NANOS = 1e9;

  static Stopwatch start() {
    return new Stopwatch(System.nanoTime(), cpuTime());
  }

  double seconds() {
    return (System.nanoTime() - wallNanos) / NANOS;
  }

  /** CPU seconds of all threads, the garbage collector's and the compiler's too. */
  double cpuSeconds() {
    return (cpuTime() - cpuNanos) / NANOS;
  }

  private static long cpuTime() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Heap in use after a collection, MiB. */
  static long heapMebibytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
  }

  /** Resident memory of the process, MiB; -1 where the system does not say. */
  static long residentMebibytes() {
    return status("VmRSS:");
  }

  /** The most that it has been so far, MiB; -1 where the system does not say. */
  static long peakMebibytes() {
    return status("VmHWM:");
  }

  private static long status(String name) {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
          .findFirst()
          .orElse(-1);
    } catch (IOException e) {
      return -1;
    }
  }
}
