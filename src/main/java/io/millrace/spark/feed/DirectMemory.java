package io.millrace.spark.feed;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** What the JVM may take outside its heap for buffers. */
public final class DirectMemory {
  private DirectMemory() {}

  /** Bytes: {@code -XX:MaxDirectMemorySize}, or as much as the heap where it is not set. */
  public static long allowed() {
    try {
      HotSpotDiagnosticMXBean flags =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      long set = Long.parseLong(flags.getVMOption("MaxDirectMemorySize").getValue());
      return set > 0 ? set : Runtime.getRuntime().maxMemory();
    } catch (IllegalArgumentException e) { // a JVM that has no such flag
      return Runtime.getRuntime().maxMemory();
    }
  }

  /** Bytes of the buffers that there are. */
  public static long used() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
