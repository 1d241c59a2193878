package io.millrace.cli;

import io.millrace.cli.Feeding.Limit;
import io.millrace.cli.Feeding.Supply;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what feeding GPUs takes, by the rates of this machine. */
@Command(
    name = "plan-capacity",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Say what cores, bytes and requests a second it takes to feed GPUs, from picture files and",
      "from a store, which limit binds first, and whether to prepare. The rates are measured on this",
      "machine, with as many workers as cores, or taken from what 'bench direct' and 'bench",
      "prepared' have measured on another. Cores are cores of that machine, all of them at work."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace plan-capacity --gpus 8 --images-per-second 2000",
      "  millrace plan-capacity --gpus 8 --images-per-second 2000 --from direct.json --from prepared.json"
          + " --cores 128 --network-gbps 25 --s3-requests-per-second 5500"
    })
final class PlanCapacityCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private CapacityRates rates;
  @Mixin private BenchOutput output;

  @Option(names = "--gpus", required = true, paramLabel = "N", description = "All of them.")
  private int gpus;

  @Option(
      names = "--images-per-second",
      required = true,
      paramLabel = "N",
      description = "Pictures a second that all GPUs together take.")
  private double imagesPerSecond;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Rows of a global batch: says how many steps a second that is.")
  private Integer batch;

  @Option(
      names = "--image-bytes",
      paramLabel = "N",
      description = "Mean length of your picture files. Default: that of the measured ones.")
  private Double imageBytes;

  @Option(
      names = "--cores",
      paramLabel = "N",
      description = "Cores that feed, of all nodes together. Default: those of this machine.")
  private double cores = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--network-gbps",
      paramLabel = "N",
      description = "Gigabits a second from the storage, of all nodes together. Default: no limit.")
  private double gigabits = Double.POSITIVE_INFINITY;

  @Option(
      names = "--s3-requests-per-second",
      paramLabel = "N",
      description = "Reads that the storage allows a prefix. Default: no limit.")
  private double requests = Double.POSITIVE_INFINITY;

  @Option(
      names = "--s3-prefixes",
      defaultValue = "1",
      paramLabel = "N",
      description = "Prefixes that the data set is spread over.")
  private int prefixes;

  @Override
  public Integer call() throws IOException {
    check();
    Feeding direct = rates.direct(output);
    Feeding prepared = rates.prepared(output);
    if (imageBytes != null) {
      direct = direct.withBytesPerImage(imageBytes);
    }

    Supply supply = new Supply(cores, gigabits * 1e9 / 8, requests * prefixes);
    output.begin(
        Figure.IMAGES_PER_CPU_SECOND,
        Figure.CORES,
        Figure.CORES_PER_GPU,
        Figure.BYTES_PER_SECOND,
        Figure.REQUESTS_PER_SECOND,
        Figure.MOST_IMAGES_PER_SECOND);
    row(direct, supply);
    row(prepared, supply);
    if (batch != null) {
      output.say(text("steps of %d images: %.1f a second", batch, imagesPerSecond / batch));
    }

    String verdict = verdict(direct, prepared, supply);
    output.note("verdict", verdict);
    output.say(verdict);
    output.end();
    return 0;
  }

  private void check() {
    if (gpus < 1
        || !(imagesPerSecond > 0 && cores > 0 && gigabits > 0 && requests > 0)
        || prefixes < 1
        || (batch != null && batch < 1)
        || (imageBytes != null && !(imageBytes > 0))) {
      throw new ParameterException(
          command.commandLine(), "Invalid demand or supply: every number must be above 0");
    }
  }

  private void row(Feeding each, Supply supply) {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    double needed = each.need(Limit.CPU, imagesPerSecond);
    figures.put(Figure.IMAGES_PER_CPU_SECOND, each.imagesPerCpuSecond());
    figures.put(Figure.CORES, needed);
    figures.put(Figure.CORES_PER_GPU, needed / gpus);
    figures.put(Figure.BYTES_PER_SECOND, each.need(Limit.NETWORK, imagesPerSecond));
    figures.put(Figure.REQUESTS_PER_SECOND, each.need(Limit.REQUESTS, imagesPerSecond));
    figures.put(Figure.MOST_IMAGES_PER_SECOND, each.most(supply));
    output.row(each.what(), figures);
    Limit first = each.binding(supply);
    output.say(
        text(
            "  binds first: %s, at %.0f images/s; %s",
            first.text(), each.most(supply), shares(each, supply)));
    output.note(each.what() + "_binds_first", first.text());
  }

  private String shares(Feeding each, Supply supply) {
    StringBuilder line = new StringBuilder("wanted of what there is:");
    each.shares(imagesPerSecond, supply)
        .forEach(
            (limit, share) ->
                line.append(
                    Double.isInfinite(supply.of(limit))
                        ? " %s not given".formatted(limit.text())
                        : text(" %s %.1f %%", limit.text(), 100 * share)));
    return line.toString();
  }

  private String verdict(Feeding direct, Feeding prepared, Supply supply) {
    if (direct.fits(imagesPerSecond, supply)) {
      return "no need to prepare: decoding files as they are is within all limits that were given";
    }

    String why =
        text(
            "decoding files as they are ends at %.0f images/s by %s",
            direct.most(supply), direct.binding(supply).text());
    return prepared.fits(imagesPerSecond, supply)
        ? "prepare: %s, a store is within all limits that were given".formatted(why)
        : text(
            "prepare, and more is needed: %s, a store at %.0f by %s",
            why, prepared.most(supply), prepared.binding(supply).text());
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
