package io.millrace.spark.doctor;

import io.millrace.spark.feed.DirectMemory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;

/** Memory of the process, and the disks that it may write to. */
final class MemoryLines {
  private static final long SMALL_DISK = 2L << 30;
  private static final double OVERHEAD_FACTOR = 0.10;
  private static final long LEAST_OVERHEAD_MIB = 384;

  private MemoryLines() {}

  static List<Line> look(SparkConf conf) {
    List<Line> lines = new ArrayList<>();
    lines.add(memory(conf));
    folders().forEach(folder -> lines.add(folder(folder)));
    return lines;
  }

  private static Line memory(SparkConf conf) {
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    long direct = DirectMemory.allowed() >> 20;
    String text = "heap %d MiB, buffers outside it %d MiB".formatted(heap, direct);
    if (!isContained(conf)) {
      return Line.ok("memory", text);
    }

    long overhead = overheadMib(conf, heap);
    String all = text + ", spark.executor.memoryOverhead %d MiB".formatted(overhead);
    // our budget takes half of what the JVM allows
    return direct / 2 <= overhead
        ? Line.ok("memory", all)
        : Line.warn(
            "memory",
            all + ": the container may be killed before the JVM says no",
            "set spark.executor.memoryOverhead to %dm, or -XX:MaxDirectMemorySize in spark.executor.extraJavaOptions"
                .formatted(direct / 2 + LEAST_OVERHEAD_MIB));
  }

  /** Where somebody kills an executor that takes more than it was given. */
  private static boolean isContained(SparkConf conf) {
    String master = conf.get("spark.master", "");
    return master.startsWith("yarn") || master.startsWith("k8s");
  }

  private static long overheadMib(SparkConf conf, long heapMib) {
    double factor = conf.getDouble("spark.executor.memoryOverheadFactor", OVERHEAD_FACTOR);
    long usual = Math.max(LEAST_OVERHEAD_MIB, (long) (factor * heapMib));
    return conf.getSizeAsMb("spark.executor.memoryOverhead", usual + "m");
  }

  private static Set<Path> folders() {
    Set<Path> folders = new LinkedHashSet<>();
    folders.add(Path.of(System.getProperty("java.io.tmpdir")));
    SparkEnv env = SparkEnv.get();
    if (env != null) {
      for (File folder : env.blockManager().diskBlockManager().localDirs()) {
        folders.add(folder.toPath());
      }
    }

    return folders;
  }

  private static Line folder(Path folder) {
    try {
      Path file = Files.createTempFile(folder, "millrace-doctor-", ".tmp");
      Files.write(file, new byte[1]);
      Files.delete(file);
      long free = Files.getFileStore(folder).getUsableSpace();
      String text = "%s, %d MiB free".formatted(folder, free >> 20);
      return free >= SMALL_DISK
          ? Line.ok("disk", text)
          : Line.warn("disk", text, "free some, or set spark.local.dir and -Djava.io.tmpdir");
    } catch (IOException e) {
      return Line.fail(
          "disk",
          "cannot write to " + folder + ": " + e.getMessage(),
          "set -Djava.io.tmpdir, or spark.local.dir, to a folder that this user may write to");
    }
  }
}
