package io.millrace.spark.doctor;

import io.millrace.feed.Device;
import io.millrace.feed.GpuMemory;
import io.millrace.feed.NvidiaSmi;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The GPUs that a process was given, and those of its machine.
 *
 * @param addresses that Spark assigned to this task, none on the driver
 * @param visible value of {@code CUDA_VISIBLE_DEVICES}, empty where it is not set
 * @param gpus of the machine
 */
record GpuLines(List<String> addresses, String visible, List<GpuMemory> gpus) {
  /** Share of memory that must be free for a GPU to count as idle. */
  private static final double IDLE = 0.9;

  /** Those of this process. */
  static GpuLines here(List<String> addresses) {
    String visible = System.getenv().getOrDefault("CUDA_VISIBLE_DEVICES", "");
    return new GpuLines(addresses, visible, NvidiaSmi.ON_PATH.gpus());
  }

  List<Line> look() {
    List<Line> lines = new ArrayList<>();
    String seen = visible.isBlank() ? "" : ", CUDA_VISIBLE_DEVICES is " + visible;
    if (addresses.isEmpty()) {
      lines.add(none(seen));
    }

    addresses.forEach(address -> lines.add(assigned(address, seen)));
    gpus.forEach(gpu -> lines.add(memory(gpu)));
    return lines;
  }

  private Line none(String seen) {
    return gpus.isEmpty()
        ? Line.ok("gpu", "none: ranks compute on the processor" + seen)
        : Line.warn(
            "gpu",
            "none assigned, though the machine has %d%s".formatted(gpus.size(), seen),
            "for ranks with GPUs see conf/ and scripts/gpus.sh; drivers need none");
  }

  private Line assigned(String address, String seen) {
    try {
      Device device = Device.gpu(address, visible);
      boolean known = gpus.isEmpty() || gpus.stream().anyMatch(gpu -> gpu.isAt(address));
      String text = "address %s is %s of this process%s".formatted(address, device.text(), seen);
      return known
          ? Line.ok("gpu", text)
          : Line.fail(
              "gpu", text + ", which nvidia-smi does not list", "run scripts/gpus.sh there");
    } catch (IllegalArgumentException e) {
      return Line.fail("gpu", e.getMessage(), "run scripts/gpus.sh there");
    }
  }

  private static Line memory(GpuMemory gpu) {
    String holders =
        gpu.holders().stream().map(GpuMemory.Holder::text).collect(Collectors.joining(", "));
    String text =
        "%d %s: %d of %d MiB free%s"
            .formatted(
                gpu.index(),
                gpu.name(),
                gpu.freeMib(),
                gpu.totalMib(),
                holders.isEmpty() ? "" : ", held by " + holders);
    return gpu.freeMib() >= IDLE * gpu.totalMib()
        ? Line.ok("gpu memory", text)
        : Line.warn("gpu memory", text, "end who holds it, or leave its address out");
  }
}
