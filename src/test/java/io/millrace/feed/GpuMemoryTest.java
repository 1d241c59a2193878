package io.millrace.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuMemoryTest {
  private static final String GPUS =
      """
      Warning: the driver is old
      0, GPU-aa11, NVIDIA H100 80GB HBM3, 81559, 81000
      1, GPU-bb22, NVIDIA H100 80GB HBM3, 81559, 300
      2, GPU-cc33, NVIDIA T4, [N/A], [N/A]
      """;
  private static final String HOLDERS =
      """
      GPU-bb22, 4711, /usr/bin/python3, 80000
      GPU-bb22, 4712, [Not Found], [N/A]
      """;

  @Test
  void readsWhatTheDriverPrintsAndWhoHoldsMemory() {
    List<GpuMemory> gpus = GpuMemory.parse(GPUS, HOLDERS);
    assertThat(gpus)
        .containsExactly(
            new GpuMemory(0, "GPU-aa11", "NVIDIA H100 80GB HBM3", 81559, 81000, List.of()),
            new GpuMemory(
                1,
                "GPU-bb22",
                "NVIDIA H100 80GB HBM3",
                81559,
                300,
                List.of(
                    new GpuMemory.Holder(4711, "/usr/bin/python3", 80000),
                    new GpuMemory.Holder(4712, "[Not Found]", -1))));
    assertThat(GpuMemory.parse("", "")).isEmpty();
  }

  @Test
  void saysWhoIsInTheWayOfARank() {
    List<GpuMemory> gpus = GpuMemory.parse(GPUS, HOLDERS);
    assertThat(gpus.get(0).refusal(20_000)).isEmpty();
    assertThat(gpus.get(1).refusal(20_000))
        .contains(
            "Cannot use GPU 1 (NVIDIA H100 80GB HBM3): 300 of 81559 MiB are free and 20000 are needed, held by process 4711 /usr/bin/python3 (80000 MiB), process 4712 [Not Found] (end them, or take the address out of the discovery script)");
    assertThat(GpuMemory.parse(GPUS, "").get(1).refusal(301).orElseThrow())
        .contains("processes that are not seen from here hold the rest");
  }

  @Test
  void knowsItsAddresses() {
    GpuMemory gpu = GpuMemory.parse(GPUS, "").get(1);
    assertThat(gpu.isAt("1")).isTrue();
    assertThat(gpu.isAt("GPU-bb22")).isTrue();
    assertThat(gpu.isAt("0")).isFalse();
  }

  @Test
  void asksTheDriversProgramAndIsContentWithoutOne(@TempDir Path folder) throws IOException {
    assertThat(new NvidiaSmi(folder.resolve("none").toString()).gpus()).isEmpty();
    Path program = folder.resolve("nvidia-smi");
    Files.writeString(
        program,
        "#!/bin/sh\ncase $1 in *=index,*) echo '0, GPU-aa11, T4, 15000, 14000';; *) echo 'GPU-aa11, 5, java, 900';; esac\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    assertThat(new NvidiaSmi(program.toString()).gpus())
        .containsExactly(
            new GpuMemory(
                0, "GPU-aa11", "T4", 15000, 14000, List.of(new GpuMemory.Holder(5, "java", 900))));
    Files.writeString(program, "#!/bin/sh\necho broken\nexit 9\n");
    assertThat(new NvidiaSmi(program.toString()).gpus()).isEmpty();
  }
}
