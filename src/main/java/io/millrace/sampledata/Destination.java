package io.millrace.sampledata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of a category. It takes files that are new or the same as before, so that drawing may
 * be repeated or resumed, and never changes a file that it did not draw.
 */
record Destination(Path folder) {
  private static final String UNFINISHED = ".unfinished";

  /** Refuses a folder that holds any file but the expected ones. */
  void refuseOthers(Set<String> expected) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }

    if (!Files.isDirectory(folder)) {
      throw refusal("it is a file");
    }

    try (Stream<Path> found = Files.walk(folder)) {
      Set<String> others =
          found
              .filter(path -> !Files.isDirectory(path))
              .map(path -> folder.relativize(path).toString().replace('\\', '/'))
              .filter(path -> !path.endsWith(UNFINISHED) && !expected.contains(path))
              .collect(Collectors.toSet());
      if (!others.isEmpty()) {
        throw refusal(
            "it is not empty, it holds " + others.stream().sorted().findFirst().orElseThrow());
      }
    }
  }

  boolean has(String path) {
    return Files.exists(folder.resolve(path));
  }

  /**
   * Writes a file whole or not at all; one with the same bytes stays as it is. Gives its length.
   */
  long put(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve(path);
    if (Files.exists(file)) {
      if (!Arrays.equals(Files.readAllBytes(file), bytes)) {
        throw refusal("it is not empty, its " + path + " is another picture");
      }
      return bytes.length;
    }

    write(file, bytes);
    return bytes.length;
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try {
      Files.createDirectories(file.resolve("..").normalize());
      Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
      Files.write(unfinished, bytes);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new IOException(
          "Cannot write " + file + ": " + e + " (check the folder's rights and the disk's space)",
          e);
    }
  }

  private IOException refusal(String why) {
    return new IOException("Cannot draw into " + folder + ": " + why + " (choose an empty folder)");
  }
}
