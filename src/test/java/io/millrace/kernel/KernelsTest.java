package io.millrace.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way of doing the loops against the specification, byte by byte. */
class KernelsTest {
  private static final int[] STEPS = {1, 2, 3, 4, 6, 8};

  /** The plain ones, and those of the Vector API where this machine has vectors of 256 bits. */
  static Stream<Kernels> kernels() {
    return Stream.of("none", "vector").map(setting -> Accelerators.choose(setting).kernels());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void filtersAreThoseOfTheSpecification(Kernels kernels) {
    Random random = new Random(7);
    for (int step : STEPS) {
      for (int pixels = 1; pixels <= 40; pixels++) {
        for (int kind = 1; kind <= 4; kind++) {
          check(kernels.lineFilter(step, step * pixels), new Line(random, step, pixels), kind);
        }
      }
    }
  }

  private static void check(LineFilter filter, Line lines, int kind) {
    byte[] line = new byte[lines.end + LineFilter.MARGIN];
    switch (kind) {
      case 1 -> filter.sub(lines.in, 0, line);
      case 2 -> filter.up(lines.in, 0, lines.above, line);
      case 3 -> filter.average(lines.in, 0, lines.above, line);
      default -> filter.paeth(lines.in, 0, lines.above, line);
    }

    byte[] expected = lines.undone(kind);
    assertThat(Arrays.copyOf(line, lines.end))
        .as("filter %d, step %d, %d bytes", kind, lines.step, lines.end - lines.step)
        .isEqualTo(Arrays.copyOf(expected, lines.end));
  }

  /** A line of random bytes and the one above. */
  private static final class Line {
    private final int step;
    private final int end;
    private final byte[] in;
    private final byte[] above;

    Line(Random random, int step, int pixels) {
      this.step = step;
      this.end = step + step * pixels;
      this.in = new byte[end + LineFilter.MARGIN];
      this.above = new byte[end + LineFilter.MARGIN];
      random.nextBytes(in);
      random.nextBytes(above);
      Arrays.fill(above, 0, step, (byte) 0);
    }

    byte[] undone(int kind) {
      byte[] line = new byte[end];
      for (int i = step; i < end; i++) {
        int a = line[i - step] & 255;
        int b = above[i] & 255;
        int c = above[i - step] & 255;
        int predicted =
            switch (kind) {
              case 1 -> a;
              case 2 -> b;
              case 3 -> (a + b) / 2;
              default -> paeth(a, b, c);
            };
        line[i] = (byte) (in[i] + predicted);
      }

      return line;
    }
  }

  /** As PNG's specification writes it. */
  private static int paeth(int a, int b, int c) {
    int p = a + b - c;
    int pa = Math.abs(p - a);
    int pb = Math.abs(p - b);
    int pc = Math.abs(p - c);
    if (pa <= pb && pa <= pc) {
      return a;
    }

    return pb <= pc ? b : c;
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void predictsAllThatThreePixelsCanBe(Kernels kernels) {
    // above: c b; to the left of what is predicted: a, which filter 4 makes of c and a - c
    LineFilter filter = kernels.lineFilter(3, 6);
    byte[] in = new byte[9 + LineFilter.MARGIN];
    byte[] above = new byte[9 + LineFilter.MARGIN];
    byte[] line = new byte[9 + LineFilter.MARGIN];
    for (int c = 0; c < 256; c++) {
      for (int b = 0; b < 256; b++) {
        for (int a = 0; a < 256; a += 3) {
          for (int channel = 0; channel < 3; channel++) {
            above[3 + channel] = (byte) c;
            above[6 + channel] = (byte) b;
            in[3 + channel] = (byte) (Math.min(255, a + channel) - c);
          }
          filter.paeth(in, 0, above, line);
          for (int channel = 0; channel < 3; channel++) {
            int left = Math.min(255, a + channel);
            if ((line[6 + channel] & 255) != paeth(left, b, c)) {
              assertThat(line[6 + channel] & 255)
                  .as("%s %d %d %d", kernels.name(), left, b, c)
                  .isEqualTo(paeth(left, b, c));
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void addsTheNumberOfEveryLevelToEachSum(Kernels kernels) {
    byte[] levels = new byte[3 + 256];
    for (int i = 0; i < 256; i++) {
      levels[3 + i] = (byte) i;
    }

    for (int width : new int[] {0, 1, 7, 8, 9, 255, 256}) {
      for (int count = 0; count <= 5; count++) {
        LiveRows rows = new LiveRows(5, width);
        for (int i = 0; i < count; i++) {
          float[] sum = new float[width + 1];
          Arrays.fill(sum, i);
          rows.add(sum, 0.3f + i);
        }

        kernels.weigh(levels, 3, rows);
        for (int i = 0; i < count; i++) {
          for (int x = 0; x < width; x++) {
            assertThat(rows.sum(i)[x]).isEqualTo(i + (0.3f + i) * (x * Kernels.ONE_255TH));
          }
          assertThat(rows.sum(i)[width]).as("behind the row").isEqualTo(i);
        }
      }
    }
  }

  @Test
  void sumsEachChannelInTheOrderOfTheTaps() {
    Random random = new Random(3);
    for (int channels : new int[] {1, 3}) {
      for (int taps = 1; taps <= 11; taps++) {
        int outputs = 13;
        int[] starts = random.ints(outputs, 0, 40).sorted().toArray();
        float[][] weights = new float[outputs][taps];
        for (float[] row : weights) {
          for (int k = 0; k < taps; k++) {
            row[k] = random.nextFloat();
          }
        }

        RowWeights axis = new RowWeights(starts, weights);
        float[] row = new float[channels * axis.reach() + RowSums.MARGIN];
        for (int i = 0; i < channels * axis.reach(); i++) {
          row[i] = random.nextFloat();
        }

        float[][] output = new float[channels][outputs];
        RowSums.of(axis, channels).sum(row, output);
        for (int channel = 0; channel < channels; channel++) {
          for (int x = 0; x < outputs; x++) {
            float sum = 0;
            for (int k = 0; k < taps; k++) {
              sum += weights[x][k] * row[channels * (starts[x] + k) + channel];
            }
            assertThat(output[channel][x]).as("%d taps", taps).isEqualTo(sum);
          }
        }
      }
    }
  }

  /** Without and with a division of the level; of nothing, ImageNet, and numbers that round. */
  static Stream<LevelScale> scales() {
    return Stream.of(
            new float[] {0f, 1f},
            new float[] {0.485f, 0.229f},
            new float[] {0.406f, 0.225f},
            new float[] {0.1f, 0.3f},
            new float[] {-1e-3f, 3e7f},
            new float[] {1f / 3, 1e-20f})
        .flatMap(
            each ->
                Stream.of(
                    new LevelScale(Kernels.ONE_255TH, 1, each[0], each[1]),
                    new LevelScale(1, 255, each[0], each[1])));
  }

  @ParameterizedTest
  @MethodSource("scales")
  void scalesEveryLevelToTheSameBits(LevelScale scale) {
    byte[] levels = new byte[3 * 256 + 5];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) (i * 7);
    }

    kernels()
        .forEach(
            kernels -> {
              LevelRow row = kernels.levelRow(scale);
              for (int count : new int[] {0, 1, 7, 8, 9, 255, levels.length}) {
                FloatBuffer numbers = numbers(row, ByteBuffer.wrap(levels, 0, count));
                for (int i = 0; i < numbers.capacity(); i++) {
                  int level = i < count ? levels[i] & 0xFF : 0;
                  float expected = i < count ? stepByStep(scale, level) : 0;
                  assertThat(Float.floatToRawIntBits(numbers.get(i)))
                      .as("%s, level %d, %d of %d", kernels.name(), level, i, count)
                      .isEqualTo(Float.floatToRawIntBits(expected));
                }
              }
            });
  }

  /** Into direct memory with room for some more, not from its beginning. */
  private static FloatBuffer numbers(LevelRow row, ByteBuffer levels) {
    ByteBuffer direct = ByteBuffer.allocateDirect(levels.remaining() + 3).position(3);
    direct.put(levels).position(3);
    ByteBuffer numbers = ByteBuffer.allocateDirect((levels.capacity() + 9) * Float.BYTES);
    row.numbers(direct, numbers.position(Float.BYTES));
    assertThat(direct.position()).isEqualTo(3);
    assertThat(numbers.position()).isEqualTo(Float.BYTES);
    return numbers.slice().order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** As the operations do it, one after the other. */
  private static float stepByStep(LevelScale scale, int level) {
    float value = scale.divisor() == 1 ? level * scale.factor() : level / scale.divisor();
    return (value - scale.mean()) / scale.std();
  }
}
