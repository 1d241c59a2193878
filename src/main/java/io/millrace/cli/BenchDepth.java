package io.millrace.cli;

import io.millrace.decode.DepthDecoder;
import io.millrace.decode.Limits;
import io.millrace.item.Size;
import io.millrace.sampledata.XyzTiff;
import io.millrace.sampledata.XyzTiff.Coding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.zip.DeflaterOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times the reader of depth maps alone. */
@Command(
    name = "depth",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "CPU time to read a drawn depth map of 800 x 800 x 3 float32 from TIFFs, one thread.")
final class BenchDepth implements Callable<Integer> {
  private static final Size SIZE = new Size(800, 800);

  @Mixin private BenchOutput output;

  @Option(names = "--files", defaultValue = "60", description = "Readings a round of each file.")
  private int files;

  @Option(names = "--rounds", defaultValue = "5")
  private int rounds;

  @Option(names = "--keep", paramLabel = "DIR", description = "Keep the drawn files there.")
  private Optional<Path> keep;

  @Override
  public Integer call() throws IOException {
    Map<String, byte[]> drawn = drawn();
    if (keep.isPresent()) {
      Files.createDirectories(keep.get());
      for (Map.Entry<String, byte[]> file : drawn.entrySet()) {
        Files.write(keep.get().resolve(file.getKey() + ".tiff"), file.getValue());
      }
    }

    output.begin(Figure.CPU_MS);
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, byte[]> file : drawn.entrySet()) {
        measure(round, file.getKey(), file.getValue());
      }
    }

    output.end();
    return 0;
  }

  private static Map<String, byte[]> drawn() throws IOException {
    byte[] plain = XyzTiff.numbers(surface());
    byte[] apart = apart(plain, 3 * SIZE.width());
    Map<String, byte[]> drawn = new LinkedHashMap<>();
    drawn.put("plain", XyzTiff.wrap(SIZE, Coding.PLAIN, plain));
    drawn.put("lzw", XyzTiff.wrap(SIZE, new Coding(5, 1), LzwWriter.encode(plain)));
    drawn.put("lzw-predictor3", XyzTiff.wrap(SIZE, new Coding(5, 3), LzwWriter.encode(apart)));
    drawn.put("deflate", XyzTiff.wrap(SIZE, new Coding(8, 1), deflated(plain)));
    return drawn;
  }

  /** A wavy sheet half a metre away, with the noise of a sensor and specks without a reading. */
  private static float[] surface() {
    Random random = new Random(0);
    float[] xyz = new float[3 * SIZE.height() * SIZE.width()];
    for (int i = 0; i < xyz.length; i += 3) {
      double right = (i / 3 % SIZE.width() - 400) * 2e-4;
      double down = (i / 3 / SIZE.width() - 400) * 2e-4;
      double away = 0.5 + 0.02 * StrictMath.sin(40 * right) * StrictMath.cos(30 * down);
      away += 2e-5 * random.nextGaussian();
      if (random.nextInt(20) > 0) {
        xyz[i] = (float) (right * away);
        xyz[i + 1] = (float) (down * away);
        xyz[i + 2] = (float) away;
      }
    }

    return xyz;
  }

  /** Predictor 3: bytes of equal weight together, highest first, as differences. */
  private static byte[] apart(byte[] plain, int numbers) {
    byte[] out = new byte[plain.length];
    int stride = 4 * numbers;
    for (int start = 0; start < plain.length; start += stride) {
      for (int i = 0; i < stride; i++) {
        out[start + (3 - i % 4) * numbers + i / 4] = plain[start + i];
      }
      for (int i = stride - 1; i >= 3; i--) {
        out[start + i] -= out[start + i - 3];
      }
    }

    return out;
  }

  private static byte[] deflated(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private void measure(int round, String name, byte[] bytes) throws IOException {
    DepthDecoder decoder = new DepthDecoder(Limits.standard());
    float[] planes = new float[3 * SIZE.height() * SIZE.width()];
    int width = SIZE.width();
    Stopwatch watch = Stopwatch.start();
    for (int i = 0; i < files; i++) {
      decoder.decode(
          bytes,
          info ->
              (channel, y, row) ->
                  System.arraycopy(row, 0, planes, (channel * info.height() + y) * width, width));
    }

    String what = "%s of %d bytes, round %d".formatted(name, bytes.length, round);
    output.row(what, Map.of(Figure.CPU_MS, watch.cpuSeconds() / files));
  }
}
