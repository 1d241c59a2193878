package io.millrace.transform;

import io.millrace.item.PlaneSink;
import io.millrace.item.RowSink;
import io.millrace.item.Size;
import io.millrace.random.Draws;
import io.millrace.sample.Field;
import java.util.function.Function;

/** A pipeline that is put together once the size of the picture is known. */
final class PixelRows implements RowSink {
  private final Compose pipeline;
  private final Field field;
  private final Draws draws;
  private final Levels levels;
  private final Function<Size, PlaneSink> target;
  private RowSink rows;

  PixelRows(
      Compose pipeline, Field field, Draws draws, Levels levels, Function<Size, PlaneSink> target) {
    this.pipeline = pipeline;
    this.field = field;
    this.draws = draws;
    this.levels = levels;
    this.target = target;
  }

  @Override
  public void begin(int width, int height, int channels) {
    Size input = new Size(height, width);
    PlaneSink last = target.apply(pipeline.outputSize(input));
    rows = rows(input, last);
    rows.begin(width, height, channels);
  }

  /** A resize that stands first takes bytes, so that few rows ever become floats of full size. */
  private RowSink rows(Size input, PlaneSink last) {
    boolean resizes =
        !pipeline.transforms().isEmpty()
            && pipeline.transforms().get(0) instanceof Resize resize
            && !resize.outputSize(input).equals(input);
    if (!resizes) {
      return new LevelRows(levels, pipeline.planes(input, field, draws, last));
    }

    Resize resize = (Resize) pipeline.transforms().get(0);
    PlaneSink rest = pipeline.tail(1).planes(resize.outputSize(input), field, draws, last);
    Resize.Axes axes = resize.axes(input, field);
    return field == Field.IMAGE ? new ResizeRows(levels, axes, rest) : new NearestRows(axes, rest);
  }

  @Override
  public void row(int y, byte[] pixels, int offset) {
    rows.row(y, pixels, offset);
  }
}
