package io.millrace.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Memory of a GPU of this machine, as {@code nvidia-smi} tells it.
 *
 * @param index among the GPUs of the machine, from 0
 * @param uuid as {@code CUDA_VISIBLE_DEVICES} may name it
 * @param freeMib MiB that nobody has taken
 * @param holders processes that have memory of it; in a container often none are seen
 */
public record GpuMemory(
    int index, String uuid, String name, long totalMib, long freeMib, List<Holder> holders) {
  /** Fields of {@code nvidia-smi --query-gpu}, in CSV without header and units. */
  public static final String GPU_FIELDS = "index,uuid,name,memory.total,memory.free";

  /** Fields of {@code nvidia-smi --query-compute-apps}, likewise. */
  public static final String HOLDER_FIELDS = "gpu_uuid,pid,process_name,used_memory";

  private static final int GPU_COUNT = 5;
  private static final int HOLDER_COUNT = 4;

  /**
   * A process that holds memory of a GPU.
   *
   * @param usedMib MiB; -1 where the driver does not say
   */
  public record Holder(long pid, String name, long usedMib) {
    /** {@code process 12 python (4000 MiB)}. */
    public String text() {
      return "process " + pid + " " + name + (usedMib < 0 ? "" : " (" + usedMib + " MiB)");
    }
  }

  public GpuMemory {
    holders = List.copyOf(holders);
  }

  /**
   * Reads what {@code nvidia-smi} printed. Lines of another form are passed over: drivers print
   * warnings among them.
   *
   * @param gpus lines of {@link #GPU_FIELDS}
   * @param holders lines of {@link #HOLDER_FIELDS}
   */
  public static List<GpuMemory> parse(String gpus, String holders) {
    List<GpuMemory> found = new ArrayList<>();
    for (List<String> words : lines(gpus, GPU_COUNT)) {
      if (isNumber(words.get(0)) && isNumber(words.get(3)) && isNumber(words.get(4))) {
        found.add(
            new GpuMemory(
                Integer.parseInt(words.get(0)),
                words.get(1),
                words.get(2),
                Long.parseLong(words.get(3)),
                Long.parseLong(words.get(4)),
                holders(holders, words.get(1))));
      }
    }

    return found;
  }

  private static List<Holder> holders(String text, String uuid) {
    List<Holder> found = new ArrayList<>();
    for (List<String> words : lines(text, HOLDER_COUNT)) {
      if (words.get(0).equals(uuid) && isNumber(words.get(1))) {
        long used = isNumber(words.get(3)) ? Long.parseLong(words.get(3)) : -1;
        found.add(new Holder(Long.parseLong(words.get(1)), words.get(2), used));
      }
    }

    return found;
  }

  private static List<List<String>> lines(String text, int fields) {
    return text.lines()
        .map(line -> List.of(line.strip().split("\\s*,\\s*", -1)))
        .filter(words -> words.size() == fields)
        .toList();
  }

  private static boolean isNumber(String word) {
    return word.matches("[0-9]{1,9}");
  }

  /** Whether an address that Spark assigned means this one: its index or its UUID. */
  public boolean isAt(String address) {
    return address.equals(uuid) || address.equals(Integer.toString(index));
  }

  /** Why a rank that needs so many MiB must not begin, with who is in its way; else empty. */
  public Optional<String> refusal(long neededMib) {
    if (freeMib >= neededMib) {
      return Optional.empty();
    }

    String who =
        holders.isEmpty()
            ? "processes that are not seen from here hold the rest"
            : holders.stream().map(Holder::text).collect(Collectors.joining(", ", "held by ", ""));
    return Optional.of(
        "Cannot use GPU %d (%s): %d of %d MiB are free and %d are needed, %s (end them, or take the address out of the discovery script)"
            .formatted(index, name, freeMib, totalMib, neededMib, who));
  }
}
