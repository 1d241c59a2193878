package io.millrace.spark.doctor;

import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.storage.FileEntry;
import io.millrace.storage.PageMemory;
import io.millrace.storage.RangeFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Reads from a path, as fast as one thread can.
 *
 * @param path a file, or a folder of which the largest file is read; empty for none
 */
record ReadProbe(String path) {
  private static final int BLOCK = 4 << 20;
  private static final long MOST = 256L << 20;
  private static final double MEGABYTE = 1e6;

  Line look(HadoopStorage storage) {
    try {
      FileEntry file = file(storage);
      long bytes = Math.min(file.length(), MOST);
      long begin = System.nanoTime();
      read(storage, file, bytes);
      double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
      return Line.ok(
          "read rate",
          String.format(
              Locale.ROOT,
              "%.0f MB/s by one thread, %.1f MB of %s",
              bytes / MEGABYTE / seconds,
              bytes / MEGABYTE,
              file.path()));
    } catch (IOException | RuntimeException e) {
      return Line.fail(
          "read rate",
          "cannot read %s: %s".formatted(path, e.getMessage()),
          "check the path, and credentials by spark.hadoop.* settings");
    }
  }

  private FileEntry file(HadoopStorage storage) throws IOException {
    String absolute = storage.absolute(path);
    FileEntry found =
        storage
            .find(absolute)
            .orElseThrow(() -> new FileNotFoundException("there is no such file or folder"));
    if (!found.folder()) {
      return found;
    }

    return storage.list(absolute).stream()
        .filter(entry -> !entry.folder())
        .max(Comparator.comparingLong(FileEntry::length))
        .orElseThrow(() -> new FileNotFoundException("the folder has no file of its own"));
  }

  private static void read(HadoopStorage storage, FileEntry file, long bytes) throws IOException {
    ByteBuffer block = PageMemory.allocate(BLOCK);
    try (RangeFile open = storage.open(file.path(), file.length())) {
      for (long at = 0; at < bytes; at += BLOCK) {
        block.clear().limit((int) Math.min(BLOCK, bytes - at));
        open.read(at, block);
      }
    }
  }
}
