package io.millrace.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that appears when it is complete, in the place of one that may be there. */
public final class FinishedFile {
  private FinishedFile() {}

  /**
   * Writes it, with the folders above it.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Path path, byte[] bytes) throws IOException {
    Path file = path.toAbsolutePath();
    Files.createDirectories(file.getParent());
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.write(unfinished, bytes);
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
