package io.millrace.batch;

import io.millrace.item.HostTensor;
import io.millrace.item.PlaneSink;
import io.millrace.item.Size;
import io.millrace.kernel.Accelerators;
import io.millrace.kernel.LevelRow;
import io.millrace.random.Draws;
import io.millrace.sample.Field;
import io.millrace.transform.Levels;
import io.millrace.transform.Normalize;
import io.millrace.transform.Transform;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pictures of bytes to float32 where no operation moves a pixel. Safe for use by several threads.
 */
final class StoredLevels {
  private final List<LevelRow> channels;

  StoredLevels(Recipe rest) {
    this.channels = IntStream.range(0, 3).mapToObj(channel -> row(rest, channel)).toList();
  }

  private static LevelRow row(Recipe rest, int channel) {
    List<Transform> left = rest.transforms().transforms();
    if (left.isEmpty()) {
      return Accelerators.chosen().kernels().levelRow(rest.levels().scale(0, 1));
    }

    if (left.size() == 1 && left.get(0) instanceof Normalize each) {
      float mean = each.mean().get(channel);
      float std = each.std().get(channel);
      return Accelerators.chosen().kernels().levelRow(rest.levels().scale(mean, std));
    }

    return LevelRow.of(table(rest, channel));
  }

  /** What the operations make of a row of a picture that has every level once. */
  private static float[] table(Recipe rest, int channel) {
    float[] table = new float[Levels.COUNT];
    PlaneSink sink =
        rest.transforms()
            .planes(
                new Size(1, Levels.COUNT),
                Field.IMAGE,
                new Draws(0, 0, 0),
                (c, y, values) -> System.arraycopy(values, 0, table, 0, table.length));
    float[] values = new float[Levels.COUNT];
    for (int level = 0; level < values.length; level++) {
      values[level] = rest.levels().value(level);
    }

    sink.row(channel, 0, values);
    return table;
  }

  /** A picture, 3 planes of one length, from the buffer's position on. */
  void read(ByteBuffer stored, HostTensor target) {
    ByteBuffer levels = stored.duplicate();
    ByteBuffer numbers = target.data();
    int plane = levels.remaining() / channels.size();
    for (LevelRow channel : channels) {
      channel.numbers(levels.limit(levels.position() + plane), numbers);
      levels.limit(stored.limit()).position(levels.position() + plane);
      numbers.position(numbers.position() + plane * Float.BYTES);
    }
  }
}
