package io.millrace.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times the loader over picture files. */
@Command(
    name = "direct",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Pictures a CPU-second of the training loader over PNGs in the page cache, to normalised",
      "float32 of 256 x 256. The roof is what as many threads reach that decode and resize the same",
      "files from memory, in rounds that alternate; a row is the round in the middle."
    })
final class BenchDirect implements Callable<Integer> {
  @Mixin private BenchPictures pictures;
  @Mixin private Rounds rounds;
  @Mixin private BenchOutput output;

  @Option(names = "--images", defaultValue = "256", description = "Pictures of an epoch.")
  private int images;

  @Option(names = "--batch", defaultValue = "32", description = "Rows of a batch.")
  private int batch;

  @Option(
      names = "--workers",
      split = ",",
      description = "Decoding threads, a row each. Default: from 1 to the cores.")
  private List<Integer> workers =
      IntStream.rangeClosed(1, Runtime.getRuntime().availableProcessors()).boxed().toList();

  @Override
  public Integer call() throws IOException {
    output.begin(
        Figure.CPU_MS,
        Figure.IMAGES_PER_CPU_SECOND,
        Figure.IMAGES_PER_SECOND,
        Figure.BYTES_PER_SECOND,
        Figure.ALLOCATED,
        Figure.BUSY_CORES,
        Figure.ROOF,
        Figure.SHARE_OF_ROOF);
    try (ScratchFolder scratch = ScratchFolder.create()) {
      DirectLoading loading = DirectLoading.of(pictures.images(), scratch.path(), images, batch);
      for (int count : workers) {
        output.row("files, workers: " + count, loading.measure(count, rounds));
      }

      output.say(
          "memory after it: heap %d MiB, resident %d MiB"
              .formatted(Stopwatch.heapMebibytes(), Stopwatch.residentMebibytes()));
    }

    output.end();
    return 0;
  }
}
