package io.millrace.hold;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The side of the file system: stops where a rule of the control folder says so. A rule is a file
 * {@code NAME.rule} of three lines: event, how many are stopped, pattern of the path. Who meets it
 * is written to {@code NAME.seen}; who is stopped writes {@code NAME.arrived.K}, its process and
 * path, and waits for {@code NAME.go}.
 */
final class Gate {
  private static final long PATIENCE_NANOS = 180_000_000_000L;
  private static final long POLL_MILLIS = 5;

  private final Path control;

  Gate(Path control) {
    this.control = control;
  }

  /**
   * Something happens to a path.
   *
   * @param event {@code open}, {@code create}, {@code rename} or, after it, {@code renamed}
   */
  void pass(String event, String path) throws IOException {
    try (DirectoryStream<Path> rules = Files.newDirectoryStream(control, "*.rule")) {
      for (Path rule : rules) {
        List<String> lines = Files.readAllLines(rule);
        if (lines.get(0).equals(event) && path.matches(lines.get(2))) {
          String name = rule.getFileName().toString().replace(".rule", "");
          meet(name, Integer.parseInt(lines.get(1)), ProcessHandle.current().pid() + " " + path);
        }
      }
    }
  }

  private void meet(String name, int stopped, String who) throws IOException {
    Files.writeString(
        control.resolve(name + ".seen"),
        who + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    for (int k = 0; k < stopped; k++) {
      if (claim(control.resolve(name + ".arrived." + k), who)) {
        await(control.resolve(name + ".go"));
        return;
      }
    }
  }

  /** Appears whole, and for one only. */
  private boolean claim(Path arrived, String who) throws IOException {
    Path whole = Files.createTempFile(control, "claim", "");
    try {
      Files.write(whole, who.getBytes(StandardCharsets.UTF_8));
      Files.createLink(arrived, whole);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.delete(whole);
    }
  }

  private static void await(Path go) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    try {
      while (!Files.exists(go)) {
        if (System.nanoTime() > end) {
          throw new NoSuchFileException(go.toString(), null, "nobody let this go");
        }

        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted at " + go);
      interrupted.initCause(e);
      throw interrupted;
    }
  }
}
