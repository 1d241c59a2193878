package io.millrace.item;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Locale;

/** How the values of a picture or a mask are stored. */
public enum Precision {
  /** A picture as the reference gives it: float32, in [0, 1] before normalisation. */
  FLOAT32(DType.F32) {
    @Override
    RowWriter into(ByteBuffer data) {
      FloatBuffer floats = data.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
      return (element, values, count) -> floats.put(element, values, 0, count);
    }
  },
  /** A picture rounded to half precision, the nearest half of each float32, ties to even. */
  FLOAT16(DType.F16) {
    @Override
    RowWriter into(ByteBuffer data) {
      ShortBuffer halves = data.duplicate().order(ByteOrder.nativeOrder()).asShortBuffer();
      return (element, values, count) -> {
        for (int i = 0; i < count; i++) {
          halves.put(element + i, Half.of(values[i]));
        }
      };
    }
  },
  /** A picture rounded to 8 bits: floor(255 x + 0.5), clamped to [0, 255]. */
  UINT8(DType.U8) {
    @Override
    RowWriter into(ByteBuffer data) {
      ByteBuffer words = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
      return (element, values, count) -> put(words, element, values, count);
    }

    private void put(ByteBuffer words, int element, float[] values, int count) {
      int i = 0;
      for (; i <= count - Long.BYTES; i += Long.BYTES) {
        words.putLong(element + i, word(values, i)); // half the time of a byte at a time
      }

      for (; i < count; i++) {
        words.put(element + i, (byte) level(values[i]));
      }
    }

    private long word(float[] values, int from) {
      long low = word(values[from], values[from + 1], values[from + 2], values[from + 3]);
      long high = word(values[from + 4], values[from + 5], values[from + 6], values[from + 7]);
      return low | high << Integer.SIZE;
    }

    private long word(float a, float b, float c, float d) {
      return level(a) | level(b) << 8 | level(c) << 16 | (long) level(d) << 24;
    }

    /** The cast truncates toward zero, which is floor once negative values are clamped away. */
    private int level(float value) {
      return Math.max(0, Math.min(255, (int) (255f * value + 0.5f)));
    }
  },
  /** A mask: uint8, 1 where the value is above 0. */
  BINARY(DType.U8) {
    @Override
    RowWriter into(ByteBuffer data) {
      return (element, values, count) -> {
        for (int i = 0; i < count; i++) {
          data.put(element + i, (byte) (values[i] > 0 ? 1 : 0));
        }
      };
    }
  };

  private final DType type;

  Precision(DType type) {
    this.type = type;
  }

  /** Element type of the tensor. */
  public DType type() {
    return type;
  }

  /** {@code float32}, {@code float16} or {@code uint8}, as configurations write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What writes into that buffer, whose first byte is that of element 0. */
  abstract RowWriter into(ByteBuffer data);

  /** Writes the first {@code count} values from element {@code element} on. */
  interface RowWriter {
    void put(int element, float[] values, int count);
  }
}
