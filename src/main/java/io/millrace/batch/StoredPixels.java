package io.millrace.batch;

import io.millrace.item.DType;
import io.millrace.item.Half;
import io.millrace.item.PlaneSink;
import io.millrace.item.Size;
import io.millrace.item.TensorSink;
import io.millrace.random.Draws;
import io.millrace.sample.Field;
import io.millrace.store.StoredImage;
import io.millrace.transform.Normalize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/**
 * Moves stored pictures and masks into their place by the shortest way that gives the bits of the
 * whole pipeline. Safe for use by several threads.
 */
final class StoredPixels {
  private final StoredImage image;
  private final Recipe rest;
  private final Way way;
  private final StoredLevels levels; // null where the way is another

  private enum Way {
    /** The batch has the store's own bytes. */
    COPY,
    /** Each of the 256 levels of a channel becomes one number. */
    LEVELS,
    /** Rows of floats through the operations. */
    PLANES
  }

  private StoredPixels(StoredImage image, Recipe rest, Way way, StoredLevels levels) {
    this.image = image;
    this.rest = rest;
    this.way = way;
    this.levels = levels;
  }

  static StoredPixels of(StoredImage image, Recipe rest) {
    boolean same = image.type() == rest.precision().type();
    if (same && rest.transforms().transforms().isEmpty()) {
      return new StoredPixels(image, rest, Way.COPY, null);
    }

    boolean pointwise = keepsPlaces(rest);
    return image.type() == DType.U8 && rest.precision().type() == DType.F32 && pointwise
        ? new StoredPixels(image, rest, Way.LEVELS, new StoredLevels(rest))
        : new StoredPixels(image, rest, Way.PLANES, null);
  }

  /** Whether no operation moves a pixel, so that masks stay as they are. */
  private static boolean keepsPlaces(Recipe rest) {
    return rest.transforms().transforms().stream().allMatch(Normalize.class::isInstance);
  }

  /** A picture, 3 x height x width values of the store's type, from the buffer's position on. */
  void image(ByteBuffer stored, Draws draws, TensorSink target) {
    switch (way) {
      case COPY -> target.tensor().data().put(stored);
      case LEVELS -> levels.read(stored, target.tensor());
      case PLANES -> planes(stored, draws, target);
    }
  }

  private void planes(ByteBuffer stored, Draws draws, TensorSink target) {
    Size size = new Size(image.height(), image.width());
    PlaneSink sink = rest.transforms().planes(size, Field.IMAGE, draws, target);
    ByteBuffer values = stored.slice().order(ByteOrder.nativeOrder());
    float[] row = new float[size.width()];
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < size.height(); y++) {
        read(values, row);
        sink.row(channel, y, row);
      }
    }
  }

  private void read(ByteBuffer values, float[] row) {
    switch (image.type()) {
      case F32 -> {
        FloatBuffer floats = values.asFloatBuffer();
        floats.get(row);
      }
      case F16 -> {
        ShortBuffer halves = values.asShortBuffer();
        for (int x = 0; x < row.length; x++) {
          row[x] = Half.value(halves.get(x));
        }
      }
      default -> {
        for (int x = 0; x < row.length; x++) {
          row[x] = rest.levels().value(values.get(values.position() + x) & 0xFF);
        }
      }
    }
    values.position(values.position() + row.length * image.type().bytes());
  }

  /**
   * A depth map, channels x height x width float32; of all that are stored the last ones that the
   * target has.
   */
  void depth(ByteBuffer stored, Draws draws, TensorSink target) {
    Size size = new Size(image.height(), image.width());
    PlaneSink sink = rest.transforms().planes(size, Field.DEPTH, draws, target);
    int plane = size.height() * size.width();
    int channels = target.tensor().axis(0);
    FloatBuffer values = stored.slice().order(ByteOrder.nativeOrder()).asFloatBuffer();
    values.position(values.remaining() - channels * plane);
    float[] row = new float[size.width()];
    for (int channel = 0; channel < channels; channel++) {
      for (int y = 0; y < size.height(); y++) {
        values.get(row);
        sink.row(channel, y, row);
      }
    }
  }

  /** A mask, height x width bytes of 0 and 1. */
  void mask(ByteBuffer stored, Draws draws, TensorSink target) {
    if (keepsPlaces(rest)) {
      target.tensor().data().put(stored);
      return;
    }

    Size size = new Size(image.height(), image.width());
    PlaneSink sink = rest.transforms().planes(size, Field.MASK, draws, target);
    float[] row = new float[size.width()];
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < row.length; x++) {
        row[x] = stored.get() == 0 ? 0f : 1f;
      }
      sink.row(0, y, row);
    }
  }
}
