package io.millrace.cli;

import io.millrace.item.Precision;
import io.millrace.item.RowSink;
import io.millrace.item.Size;
import io.millrace.item.TensorSink;
import io.millrace.random.Draws;
import io.millrace.sample.Field;
import io.millrace.transform.Compose;
import io.millrace.transform.Levels;
import io.millrace.transform.Resize;
import java.io.PrintWriter;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times the resize alone. */
@Command(
    name = "resize",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "CPU time to resize decoded RGB rows to 256 x 256 float32, one thread.")
final class BenchResize implements Callable<Integer> {
  private static final Size TARGET = new Size(256, 256);

  @Spec private CommandSpec command;

  @Option(names = "--size", split = "x", defaultValue = "900x900", paramLabel = "HxW")
  private List<Integer> size;

  @Option(names = "--pictures", defaultValue = "300", description = "Pictures a round.")
  private int pictures;

  @Option(names = "--rounds", defaultValue = "5")
  private int rounds;

  @Override
  public Integer call() {
    int height = size.get(0);
    int width = size.get(1);
    byte[] pixels = new byte[3 * height * width];
    new Random(1).nextBytes(pixels);
    Compose resize = Compose.of(Resize.exact(TARGET.height(), TARGET.width()));
    TensorSink target = TensorSink.picture(TARGET, Precision.FLOAT32);
    PrintWriter out = command.commandLine().getOut();
    for (int round = 0; round < rounds; round++) {
      Stopwatch watch = Stopwatch.start();
      for (int i = 0; i < pictures; i++) {
        RowSink rows =
            resize.rows(Field.IMAGE, new Draws(0, 0, i), Levels.MULTIPLIED, any -> target);
        rows.begin(width, height, 3);
        for (int y = 0; y < height; y++) {
          rows.row(y, pixels, 3 * width * y);
        }
      }

      out.printf("round %d: %.2f ms cpu a picture%n", round, watch.cpuSeconds() * 1e3 / pictures);
    }

    out.flush();
    return 0;
  }
}
