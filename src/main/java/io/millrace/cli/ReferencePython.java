package io.millrace.cli;

import io.millrace.cli.DecodeKernel.Pictures;
import io.millrace.sample.Field;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A Python that times the reference's pipeline, {@code scripts/bench_reference.py}, in a process
 * that lives as long as this.
 */
final class ReferencePython implements AutoCloseable {
  /** Where one is looked for unless it is named. */
  static final List<String> USUAL = List.of("python3", "target/python/bin/python");

  private static final String SCRIPT = "bench_reference.py";

  private final Process process;
  private final BufferedReader answers;
  private final String versions;

  private ReferencePython(String python) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(python, "-W", "ignore", "-c", script(), "--serve")
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("OMP_NUM_THREADS", "1");
    this.process = builder.start();
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.versions = answer();
  }

  private static String script() throws IOException {
    try (InputStream in = ReferencePython.class.getResourceAsStream(SCRIPT)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The first of those that has Pillow, torch and torchvision. */
  static Optional<ReferencePython> open(List<String> pythons) throws IOException {
    for (String python : pythons) {
      if (hasPackages(python)) {
        return Optional.of(new ReferencePython(python));
      }
    }

    return Optional.empty();
  }

  private static boolean hasPackages(String python) {
    try {
      Process probe =
          new ProcessBuilder(
                  python, "-W", "ignore", "-c", "import PIL, torch, torchvision.transforms.v2")
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return probe.waitFor() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Of Python and the packages. */
  String versions() {
    return versions;
  }

  /** Hands it the files that the next rounds are about. */
  void load(Pictures pictures) throws IOException {
    String lengths =
        pictures.files().stream()
            .map(file -> Integer.toString(file.length))
            .collect(Collectors.joining(" "));
    String mode = pictures.field() == Field.MASK ? "L" : "RGB";
    OutputStream out = process.getOutputStream();
    out.write("load %s %s\n".formatted(mode, lengths).getBytes(StandardCharsets.US_ASCII));
    for (byte[] file : pictures.files()) {
      out.write(file);
    }

    out.flush();
    answer();
  }

  /** CPU seconds of a round of that work, {@code decode} or {@code tensor}. */
  double round(String work, int passes) throws IOException {
    OutputStream out = process.getOutputStream();
    out.write("round %s %d\n".formatted(work, passes).getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return Double.parseDouble(answer());
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException(
          "Cannot time the reference: its Python has ended (what it said stands above; --python"
              + " none leaves it out)");
    }

    return line;
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close(); // its input ends, and so does it
    process.destroy();
  }
}
