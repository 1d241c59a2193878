package io.millrace.cli;

import io.millrace.decode.ColorMode;
import io.millrace.decode.ImageDecoder;
import io.millrace.decode.Limits;
import io.millrace.item.RowSink;
import io.millrace.sampledata.SampleData;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times the decoders alone. */
@Command(
    name = "decode",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "CPU time to decode a drawn 900 x 900 picture as PNG and as JPEG, one thread.")
final class BenchDecode implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(names = "--pictures", defaultValue = "200", description = "Pictures a round.")
  private int pictures;

  @Option(names = "--rounds", defaultValue = "5")
  private int rounds;

  @Override
  public Integer call() throws IOException {
    byte[] png = picture();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", jpeg);
    measure("PNG", png);
    measure("JPEG", jpeg.toByteArray());
    return 0;
  }

  private static byte[] picture() throws IOException {
    try (ScratchFolder scratch = ScratchFolder.create()) {
      SampleData drawing = SampleData.in(scratch.path()).withImages(10);
      drawing.draw();
      Path train = scratch.path().resolve(drawing.category()).resolve("train/good");
      return Files.readAllBytes(train.resolve("000.png"));
    }
  }

  private void measure(String name, byte[] bytes) throws IOException {
    PrintWriter out = command.commandLine().getOut();
    ImageDecoder decoder = new ImageDecoder(Limits.standard());
    for (int round = 0; round < rounds; round++) {
      Stopwatch watch = Stopwatch.start();
      for (int i = 0; i < pictures; i++) {
        decoder.decode(bytes, ColorMode.RGB, new Nowhere());
      }

      double each = watch.cpuSeconds() * 1e3 / pictures;
      out.printf("%s of %d bytes, round %d: %.2f ms cpu%n", name, bytes.length, round, each);
    }
    out.flush();
  }

  /** Takes rows and forgets them. */
  private static final class Nowhere implements RowSink {
    @Override
    public void begin(int width, int height, int channels) {}

    @Override
    public void row(int y, byte[] pixels, int offset) {}
  }
}
