package io.millrace.cli;

import io.millrace.item.DType;
import io.millrace.item.HostTensor;
import io.millrace.item.Size;
import io.millrace.report.measure.PictureMeasure;
import io.millrace.report.twins.Candidate;
import io.millrace.report.twins.ExactTwins;
import io.millrace.report.twins.NearTwins;
import io.millrace.report.twins.Print;
import io.millrace.report.twins.PrintTable;
import io.millrace.report.twins.Usual;
import io.millrace.sample.Split;
import io.millrace.sampledata.SampleData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times the search for twins, and says which near twins it finds. */
@Command(
    name = "twins",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Seconds that the driver takes to find the near twins among the hashes of many pictures of one",
      "product, and the share of the planted ones that it finds. Then what share of changed copies of",
      "pictures is found, by the hash and by hash and comparison, and of different pictures."
    })
final class BenchTwins implements Callable<Integer> {
  @Mixin private BenchOutput output;

  @Option(
      names = "--hashes",
      split = ",",
      defaultValue = "100000",
      description = "Numbers of drawn prints.")
  private List<Integer> hashes;

  @Option(
      names = "--waves",
      defaultValue = "48",
      description = "What drawn prints differ by: the fewer, the more are alike.")
  private int waves;

  @Option(
      names = "--change",
      defaultValue = "0",
      description = "Of planted twins: the share of another picture that is mixed in.")
  private double change;

  @Option(names = "--pictures", defaultValue = "100", description = "To change copies of.")
  private int pictures;

  @Option(names = "--side", defaultValue = "400", description = "Of drawn pictures.")
  private int side;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Take the pictures of that folder, instead of drawing millstones.")
  private Optional<Path> data;

  @Override
  public Integer call() throws IOException {
    output.begin(
        Figure.SECONDS, Figure.CPU_SECONDS, Figure.SAMPLES, Figure.FOUND_BY_HASH, Figure.FOUND);
    for (int count : hashes) {
      search(new DrawnPrints(count, waves, change));
    }

    output.begin(Figure.SAMPLES, Figure.FOUND_BY_HASH, Figure.FOUND);
    try (ScratchFolder scratch = ScratchFolder.create()) {
      recall(images(scratch.path()));
    }

    output.end();
    return 0;
  }

  private void search(DrawnPrints drawn) {
    Usual usual = drawn.usual();
    PrintTable table = drawn.table(usual);
    Stopwatch watch = Stopwatch.start();
    NearTwins near = NearTwins.of(table, ExactTwins.of(table));
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.SECONDS, watch.seconds());
    figures.put(Figure.CPU_SECONDS, watch.cpuSeconds());
    figures.put(Figure.SAMPLES, (double) table.size());
    Planted all = new Planted(drawn, usual, near.candidates());
    figures.put(Figure.FOUND_BY_HASH, (double) all.byHash() / all.count());
    figures.put(Figure.FOUND, (double) all.found() / all.count());
    output.row("hashes: " + table.size(), figures);
    output.say(
        "  of which %d candidates were kept and %d left out"
            .formatted(near.candidates().size(), near.dropped()));
  }

  /** Which of the planted twins are among candidates. */
  private record Planted(DrawnPrints drawn, Usual usual, List<Candidate> candidates) {
    long count() {
      return IntStream.range(0, drawn.count()).filter(drawn::isTwin).count();
    }

    long byHash() {
      return pairs().count();
    }

    /** By hash and comparison. */
    long found() {
      return pairs()
          .filter(
              pair ->
                  usual.distance(drawn.print(pair.earlier()), drawn.print(pair.later()))
                      <= NearTwins.FARTHEST)
          .count();
    }

    private Stream<Candidate> pairs() {
      return candidates.stream()
          .filter(pair -> drawn.isTwin(pair.later()) && pair.earlier() == pair.later() - 3);
    }
  }

  private List<BufferedImage> images(Path scratch) throws IOException {
    if (data.isEmpty()) {
      SampleData.in(scratch).withImages(2 * pictures).withSize(new Size(side, side)).draw();
    }

    Path folder =
        data.orElse(scratch.resolve(SampleData.DEFAULT_CATEGORY).resolve("train").resolve("good"));
    List<BufferedImage> images = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().limit(pictures).toList()) {
        images.add(TwinChange.rgb(ImageIO.read(file.toFile())));
      }
    }

    return images;
  }

  private void recall(List<BufferedImage> images) throws IOException {
    List<Print> prints = images.stream().map(BenchTwins::print).toList();
    Usual usual = new Usual();
    prints.forEach(usual::add);
    for (TwinChange change : TwinChange.values()) {
      Shares shares = new Shares(usual);
      for (int i = 0; i < images.size(); i++) {
        shares.add(prints.get(i), print(change.of(images.get(i))));
      }

      output.row(change.text(), shares.figures());
    }

    Shares different = new Shares(usual);
    for (int one = 0; one < prints.size(); one++) {
      for (int other = 0; other < one; other++) {
        different.add(prints.get(other), prints.get(one));
      }
    }

    output.row("two different pictures", different.figures());
  }

  private static Print print(BufferedImage image) {
    HostTensor picture = HostTensor.zeros(DType.U8, 3, image.getHeight(), image.getWidth());
    ByteBuffer levels = picture.data();
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          levels.put((byte) (image.getRGB(x, y) >> (16 - 8 * channel)));
        }
      }
    }

    return PictureMeasure.of(picture).print();
  }

  /** How many of some pairs are found. */
  private static final class Shares {
    private final Usual usual;
    private int pairs;
    private int byHash;
    private int found;

    Shares(Usual usual) {
      this.usual = usual;
    }

    void add(Print one, Print other) {
      PrintTable table = new PrintTable();
      table.add(new PrintTable.Entry(1, usual.hash(one), 0, Split.TRAIN));
      table.add(new PrintTable.Entry(2, usual.hash(other), 0, Split.TEST));
      List<Candidate> candidates = NearTwins.of(table, ExactTwins.of(table)).candidates();
      boolean near = usual.distance(one, other) <= NearTwins.FARTHEST;
      pairs++;
      byHash += candidates.size();
      found += near ? candidates.size() : 0;
    }

    Map<Figure, Double> figures() {
      Map<Figure, Double> figures = new EnumMap<>(Figure.class);
      figures.put(Figure.SAMPLES, (double) pairs);
      figures.put(Figure.FOUND_BY_HASH, (double) byHash / pairs);
      figures.put(Figure.FOUND, (double) found / pairs);
      return figures;
    }
  }
}
