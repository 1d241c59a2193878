package io.millrace.cli;

import io.millrace.item.Size;
import io.millrace.sampledata.AvenueData;
import io.millrace.sampledata.AvenueData.Extent;
import io.millrace.sampledata.MVTec3DData;
import io.millrace.sampledata.SampleData;
import io.millrace.sampledata.Summary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace sample-data --data MVTecAD --out /tmp/drawn --images 60 --seed 7",
      "  millrace sample-data --data Avenue --out /tmp/avenue --videos 4,3 --frames 60",
      "  millrace sample-data --data MVTec3D --out /tmp/drawn3d --images 60"
    })
final class SampleDataCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(
      names = {"--data", "--kind"},
      defaultValue = "MVTecAD",
      description = "Layout to draw: MVTecAD, MVTec3D or Avenue, in any case.")
  private String data;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Root to draw into.")
  private Path out;

  @Option(
      names = "--category",
      defaultValue = SampleData.DEFAULT_CATEGORY,
      description = "Name of the category; dome where MVTec3D is drawn and none is given.")
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
      paramLabel = "HxW",
      description =
          "Height and width of every picture. Default: 900x900, for MVTec3D 400x400, for Avenue"
              + " 180x320.")
  private List<Integer> size = List.of();

  @Option(
      names = "--strength",
      defaultValue = "1",
      description =
          "Of the defects: 1 hides them in the stone's texture, from 3 on a small model finds them.")
  private double strength;

  @Option(
      names = "--videos",
      split = ",",
      defaultValue = "4,3",
      paramLabel = "N",
      description = "Avenue: how many videos to train with, and how many to test with.")
  private List<Integer> videos;

  @Option(names = "--frames", defaultValue = "60", description = "Avenue: frames of every video.")
  private int frames;

  @Override
  public Integer call() throws IOException {
    return switch (data.toLowerCase(Locale.ROOT)) {
      case "mvtecad" -> millstones();
      case "mvtec3d" -> domes();
      case "avenue" -> square();
      default -> throw unsupported("--data must be MVTecAD, MVTec3D or Avenue: " + data);
    };
  }

  private int millstones() throws IOException {
    refuse("--videos", "--frames");
    AtomicLong done = new AtomicLong();
    SampleData drawing =
        SampleData.in(out)
            .withCategory(category)
            .withImages(images)
            .withSeed(seed)
            .withSize(size(SampleData.DEFAULT_SIZE))
            .withStrength(strength);
    Summary summary =
        Progress.during(
            Progress.of("drawing", "pictures", images, done::get),
            () -> drawing.draw(count -> done.set(count)));
    return say("%d pictures and %d masks, %.1f MB, in %s%n", summary, out.resolve(category));
  }

  private int domes() throws IOException {
    refuse("--strength", "--videos", "--frames");
    boolean named = command.commandLine().getParseResult().hasMatchedOption("--category");
    String name = named ? category : MVTec3DData.DEFAULT_CATEGORY;
    AtomicLong done = new AtomicLong();
    MVTec3DData drawing =
        MVTec3DData.in(out)
            .withCategory(name)
            .withImages(images)
            .withSeed(seed)
            .withSize(size(MVTec3DData.DEFAULT_SIZE));
    Summary summary =
        Progress.during(
            Progress.of("drawing", "samples", images, done::get),
            () -> drawing.draw(count -> done.set(count)));
    return say("%d samples and %d masks, %.1f MB, in %s%n", summary, out.resolve(name));
  }

  private int square() throws IOException {
    refuse("--category", "--images", "--strength");
    if (videos.size() != 2) {
      throw unsupported("--videos is two numbers, for training and for testing, as 4,3");
    }

    AtomicLong done = new AtomicLong();
    Extent extent = new Extent(videos.get(0), videos.get(1), frames);
    AvenueData drawing =
        AvenueData.in(out)
            .withExtent(extent)
            .withSeed(seed)
            .withSize(size(AvenueData.DEFAULT_SIZE));
    Summary summary =
        Progress.during(
            Progress.of("drawing", "videos", extent.videos(), done::get),
            () -> drawing.draw(count -> done.set(count)));
    return say("%d videos and %d files of labels, %.1f MB, in %s%n", summary, out);
  }

  private Size size(Size otherwise) {
    if (size.isEmpty()) {
      return otherwise;
    }

    if (size.size() != 2) {
      throw unsupported("--size is HxW, as 180x320");
    }

    return new Size(size.get(0), size.get(1));
  }

  private int say(String format, Summary summary, Path place) {
    PrintWriter text = command.commandLine().getOut();
    text.printf(format, summary.pictures(), summary.masks(), summary.bytes() / 1e6, place);
    text.flush();
    return 0;
  }

  private void refuse(String... options) {
    for (String option : options) {
      if (command.commandLine().getParseResult().hasMatchedOption(option)) {
        throw unsupported(option + " means nothing to " + data);
      }
    }
  }

  private ParameterException unsupported(String what) {
    return new ParameterException(command.commandLine(), "Unsupported: " + what);
  }
}
