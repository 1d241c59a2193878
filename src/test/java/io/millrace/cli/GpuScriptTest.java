package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The discovery script, with a driver's program that is not the driver's. */
class GpuScriptTest {
  private static final String TWO =
      "echo 'Warning: old driver'; echo '0, GPU-aa11'; echo '1, GPU-bb22'";

  @TempDir private Path folder;

  private String addresses(String program, Map<String, String> environment) throws Exception {
    if (!program.isEmpty()) {
      Path file = Files.writeString(folder.resolve("nvidia-smi"), "#!/bin/sh\n" + program + "\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    Command command =
        new Command(
            List.of(Command.PROJECT.resolve("scripts/gpus.sh").toAbsolutePath().toString()),
            Map.of("PATH", folder + ":" + System.getenv("PATH")));
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      command = command.with(variable.getKey(), variable.getValue());
    }

    Command.Result done = command.run();
    assertThat(done.err()).isEmpty();
    assertThat(done.code()).isZero();
    assertThat(done.out()).startsWith("{\"name\":\"gpu\",\"addresses\":[").endsWith("]}\n");
    return done.out().replaceAll(".*\\[|\\]\\}\\n", "");
  }

  @Test
  void printsTheIndexOfEveryGpu() throws Exception {
    assertThat(addresses(TWO, Map.of())).isEqualTo("\"0\",\"1\"");
  }

  @Test
  void printsNoneWithoutADriverOrWithOneThatFails() throws Exception {
    assertThat(addresses("echo 'NVIDIA-SMI has failed'; exit 9", Map.of())).isEmpty();
    Files.delete(folder.resolve("nvidia-smi"));
    assertThat(addresses("exit 1", Map.of())).isEmpty();
  }

  @Test
  void keepsToTheGpusThatAProcessMaySee() throws Exception {
    assertThat(addresses(TWO, Map.of("CUDA_VISIBLE_DEVICES", "1"))).isEqualTo("\"1\"");
    assertThat(addresses(TWO, Map.of("CUDA_VISIBLE_DEVICES", "GPU-bb22,GPU-aa11")))
        .isEqualTo("\"GPU-bb22\",\"GPU-aa11\"");
    assertThat(addresses(TWO, Map.of("CUDA_VISIBLE_DEVICES", ""))).isEmpty();
    assertThat(addresses(TWO, Map.of("CUDA_VISIBLE_DEVICES", "0,-1,1"))).isEqualTo("\"0\"");
  }
}
