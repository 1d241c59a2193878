package io.millrace.cli;

import io.millrace.cli.DecodeKernel.Pictures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times the decoders and the resize behind them, beside the reference's. */
@Command(
    name = "decode",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "CPU time to decode a picture, and to bring it to its row of a batch: resized to 256 x 256,",
      "normalised float32 (a mask: 0 and 1). One thread, files in memory; a row is the round whose",
      "CPU time is in the middle. Where a Python with Pillow and torchvision is at hand, rounds of",
      "the reference's pipeline alternate with ours, and the median of the ratios is printed."
    })
final class BenchDecode implements Callable<Integer> {
  private static final String NO_PYTHON = "none";

  @Mixin private BenchPictures pictures;
  @Mixin private Rounds rounds;
  @Mixin private BenchOutput output;

  @Option(
      names = "--kinds",
      split = ",",
      description = "Only these, such as png,jpeg. Default: all.")
  private List<String> kinds = List.of();

  @Option(
      names = "--python",
      defaultValue = "",
      paramLabel = "PYTHON",
      description =
          "Times the reference; 'none' leaves it out. Default: python3 or target/python/bin/python,"
              + " if it has the packages.")
  private String python;

  @Override
  public Integer call() throws IOException {
    List<Pictures> all =
        pictures.all().stream()
            .filter(each -> kinds.isEmpty() || kinds.contains(each.kind()))
            .toList();
    Optional<ReferencePython> reference = reference();
    output.begin(
        Figure.CPU_MS,
        Figure.IMAGES_PER_CPU_SECOND,
        Figure.IMAGES_PER_SECOND,
        Figure.BYTES_PER_SECOND,
        Figure.ALLOCATED,
        Figure.REFERENCE_CPU_MS,
        Figure.AGAINST_REFERENCE);
    try {
      for (Pictures each : all) {
        measure(each, reference);
      }
    } finally {
      if (reference.isPresent()) {
        reference.get().close();
      }
    }

    output.end();
    return 0;
  }

  private Optional<ReferencePython> reference() throws IOException {
    if (python.equals(NO_PYTHON)) {
      return Optional.empty();
    }

    List<String> candidates = python.isEmpty() ? ReferencePython.USUAL : List.of(python);
    Optional<ReferencePython> found = ReferencePython.open(candidates);
    if (found.isEmpty() && !python.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot time the reference: %s does not have Pillow, torch and torchvision (install them, or leave --python out)"
              .formatted(python));
    }

    String line =
        found
            .map(each -> "reference: " + each.versions() + ", one thread, rounds alternate")
            .orElse(
                "no reference: neither of %s has Pillow, torch and torchvision (name one that has by --python)"
                    .formatted(String.join(", ", candidates)));
    output.say(line);
    output.note("reference", found.map(ReferencePython::versions).orElse(""));
    return found;
  }

  private void measure(Pictures each, Optional<ReferencePython> reference) throws IOException {
    DecodeKernel kernel = new DecodeKernel(each);
    double size = (double) each.extent().bytes() / each.count();
    String name = "%s of %.0f kB".formatted(each.kind(), size / 1e3);
    if (reference.isPresent()) {
      reference.get().load(each);
    }

    Paired decode = new Paired("decode", kernel::decode);
    output.row(name + ": decode", decode.measure(each, reference));
    Paired tensor = new Paired("tensor", kernel::tensors);
    output.row(name + ": to a batch", tensor.measure(each, reference));
  }

  /** Work that both sides do. */
  private final class Paired {
    private final String name;
    private final Rounds.Pass pass;

    Paired(String name, Rounds.Pass pass) {
      this.name = name;
      this.pass = pass;
    }

    Map<Figure, Double> measure(Pictures pictures, Optional<ReferencePython> reference)
        throws IOException {
      int passes = rounds.passes(pass);
      List<Effort> ours = new ArrayList<>();
      List<Double> theirs = new ArrayList<>();
      List<Double> ratios = new ArrayList<>();
      int fewer = 1;
      if (reference.isPresent()) {
        reference.get().round(name, 1);
        fewer = rounds.passes(reference.get().round(name, 1));
      }

      for (int i = 0; i < rounds.count(); i++) {
        ours.add(Rounds.round(pass, passes, pictures.extent()));
        if (reference.isPresent()) {
          theirs.add(reference.get().round(name, fewer) / fewer / pictures.count());
          ratios.add(theirs.get(i) * ours.get(i).imagesPerCpuSecond());
        }
      }

      Map<Figure, Double> figures = Effort.median(ours).figures();
      figures.remove(Figure.BUSY_CORES);
      if (reference.isPresent()) {
        figures.put(Figure.REFERENCE_CPU_MS, Effort.middle(theirs));
        figures.put(Figure.AGAINST_REFERENCE, Effort.middle(ratios));
      }

      return figures;
    }
  }
}
