package io.millrace.transform;

import io.millrace.item.HostTensor;
import io.millrace.item.PlaneSink;
import io.millrace.item.Precision;
import io.millrace.item.RowSink;
import io.millrace.item.Size;
import io.millrace.item.TensorSink;
import io.millrace.random.Draws;
import io.millrace.sample.Field;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** Planes of numbers pushed through operations, row by row as a decoder does. */
final class Rows {
  private Rows() {}

  /** What one operation makes of a picture: channel, row, column. */
  static float[][][] picture(Transform transform, float[][][] input) {
    return through(transform, input, new Transform.FieldChance(Field.IMAGE, 0));
  }

  /** What one operation makes of a mask. */
  static float[][] mask(Transform transform, float[][] input) {
    return through(transform, new float[][][] {input}, new Transform.FieldChance(Field.MASK, 0))[0];
  }

  private static float[][][] through(
      Transform transform, float[][][] input, Transform.FieldChance field) {
    Size from = new Size(input[0].length, input[0][0].length);
    Size to = transform.outputSize(from);
    float[][][] output = new float[input.length][to.height()][];
    int[] next = new int[input.length];
    PlaneSink last =
        (channel, y, values) -> {
          if (y != next[channel]++) {
            throw new AssertionError("row " + y + " of channel " + channel + " out of order");
          }
          output[channel][y] = Arrays.copyOf(values, to.width());
        };
    PlaneSink sink = transform.into(last, from, field);
    float[] reused = new float[from.width()];
    for (int y = 0; y < from.height(); y++) {
      for (int channel = 0; channel < input.length; channel++) {
        System.arraycopy(input[channel][y], 0, reused, 0, reused.length);
        sink.row(channel, y, reused);
        Arrays.fill(reused, Float.NaN); // a row is the caller's once more
      }
    }

    return output;
  }

  /** What a pipeline makes of the bytes of a picture or mask. */
  static HostTensor decoded(Compose pipeline, Field field, Draws draws, byte[][] rows) {
    int channels = field == Field.IMAGE ? 3 : 1;
    Precision precision = field == Field.IMAGE ? Precision.FLOAT32 : Precision.BINARY;
    TensorSink[] result = new TensorSink[1];
    RowSink sink =
        pipeline.rows(
            field,
            draws,
            Levels.MULTIPLIED,
            size ->
                result[0] =
                    field == Field.IMAGE
                        ? TensorSink.picture(size, precision)
                        : TensorSink.mask(size));
    sink.begin(rows[0].length / channels, rows.length, channels);
    IntStream.range(0, rows.length).forEach(y -> sink.row(y, rows[y], 0));
    return result[0].tensor();
  }

  /** Random numbers in [0, 1). */
  static float[][][] random(int channels, Size size, long seed) {
    Random random = new Random(seed);
    float[][][] planes = new float[channels][size.height()][size.width()];
    for (float[][] plane : planes) {
      for (float[] row : plane) {
        for (int x = 0; x < row.length; x++) {
          row[x] = random.nextFloat();
        }
      }
    }

    return planes;
  }
}
