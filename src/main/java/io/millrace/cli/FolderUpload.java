package io.millrace.cli;

import io.millrace.spark.hadoop.HadoopStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Brings the files of a local folder to where a benchmark wants them, by the same names. */
record FolderUpload(HadoopStorage storage, String target) {
  private static final int THREADS = 12;

  void bring(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }

    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CompletableFuture.allOf(
              files.stream()
                  .map(file -> CompletableFuture.runAsync(() -> bring(folder, file), threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    } finally {
      threads.shutdown();
    }
  }

  private void bring(Path folder, Path file) {
    try {
      storage.publish(file, target + "/" + folder.relativize(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot bring " + file + " to " + target, e);
    }
  }
}
