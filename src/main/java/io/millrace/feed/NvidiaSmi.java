package io.millrace.feed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Asks the driver's {@code nvidia-smi} about the GPUs of this machine.
 *
 * @param program its name on the PATH, or its path
 */
public record NvidiaSmi(String program) {
  /** The one on the PATH. */
  public static final NvidiaSmi ON_PATH = new NvidiaSmi("nvidia-smi");

  private static final long PATIENCE_SECONDS = 20;

  /** The GPUs; none where there is no such program. */
  public List<GpuMemory> gpus() {
    String gpus = ask("--query-gpu=" + GpuMemory.GPU_FIELDS);
    return gpus.isBlank()
        ? List.of()
        : GpuMemory.parse(gpus, ask("--query-compute-apps=" + GpuMemory.HOLDER_FIELDS));
  }

  /** What it prints; nothing where it is not there, fails or does not end. */
  private String ask(String query) {
    Path out = null;
    try {
      out = Files.createTempFile("millrace-nvidia-", ".csv");
      Process process =
          new ProcessBuilder(program, query, "--format=csv,noheader,nounits")
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly(); // a driver that hangs
        return "";
      }

      return process.exitValue() == 0 ? Files.readString(out, StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    } finally {
      delete(out);
    }
  }

  private static void delete(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
