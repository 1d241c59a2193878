package io.millrace.cli;

import io.millrace.item.Size;
import io.millrace.sampledata.SampleData;
import io.millrace.sampledata.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Draws a small data set. */
@Command(
    name = "sample-data",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Draw a small data set that could be real, the same for the same seed.",
    footerHeading = "%nExample:%n",
    footer = "  millrace sample-data --data MVTecAD --out /tmp/drawn --images 60 --seed 7")
final class SampleDataCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(names = "--data", defaultValue = "MVTecAD", description = "Layout to draw: MVTecAD.")
  private String data;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Root to draw into.")
  private Path out;

  @Option(
      names = "--category",
      defaultValue = SampleData.DEFAULT_CATEGORY,
      description = "Name of the category.")
  private String category;

  @Option(
      names = "--images",
      defaultValue = "" + SampleData.DEFAULT_IMAGES,
      description = "Pictures in all.")
  private int images;

  @Option(names = "--seed", defaultValue = "0", description = "Which pictures.")
  private long seed;

  @Option(
      names = "--size",
      split = "x",
      defaultValue = "900x900",
      paramLabel = "HxW",
      description = "Height and width of every picture.")
  private List<Integer> size;

  @Option(
      names = "--strength",
      defaultValue = "1",
      description =
          "Of the defects: 1 hides them in the stone's texture, from 3 on a small model finds them.")
  private double strength;

  @Override
  public Integer call() throws IOException {
    if (!data.equals("MVTecAD") || size.size() != 2) {
      throw new ParameterException(
          command.commandLine(),
          "Unsupported: --data must be MVTecAD (the one layout that is drawn), --size HxW");
    }

    AtomicLong done = new AtomicLong();
    SampleData drawing =
        SampleData.in(out)
            .withCategory(category)
            .withImages(images)
            .withSeed(seed)
            .withSize(new Size(size.get(0), size.get(1)))
            .withStrength(strength);
    Summary summary =
        Progress.during(
            Progress.of("drawing", "pictures", images, done::get),
            () -> drawing.draw(count -> done.set(count)));
    command
        .commandLine()
        .getOut()
        .printf(
            "%d pictures and %d masks, %.1f MB, in %s%n",
            summary.pictures(), summary.masks(), summary.bytes() / 1e6, out.resolve(category));
    command.commandLine().getOut().flush();
    return 0;
  }
}
