package io.millrace.decode;

import io.millrace.item.RowSink;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Takes a decoder's rows from top to bottom, whatever they hold, and hands on the rows that were
 * asked for. The arithmetic is that of Pillow's {@code Convert.c}.
 */
final class Rows {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final RowSink sink;
  private final ColorMode mode;
  private final int width;
  private final byte[] row;
  private int y;

  Rows(RowSink sink, ColorMode mode, int width) {
    this.sink = sink;
    this.mode = mode;
    this.width = width;
    this.row = new byte[width * mode.channels()];
  }

  ColorMode mode() {
    return mode;
  }

  int width() {
    return width;
  }

  /** Red, green, blue, and {@code step - 3} bytes that are dropped. */
  void rgb(byte[] in, int offset, int step) {
    if (mode == ColorMode.RGB && step == 3) {
      emit(in, offset);
      return;
    }

    if (mode == ColorMode.RGB) {
      dropExtra(in, offset, step);
    } else {
      for (int x = 0, at = offset; x < width; x++, at += step) {
        row[x] = luma(in[at] & 255, in[at + 1] & 255, in[at + 2] & 255);
      }
    }
    emit(row, 0);
  }

  private void dropExtra(byte[] in, int offset, int step) {
    for (int x = 0, at = offset, to = 0; x < width; x++, at += step, to += 3) {
      row[to] = in[at];
      row[to + 1] = in[at + 1];
      row[to + 2] = in[at + 2];
    }
  }

  /** Grey, and {@code step - 1} bytes that are dropped. */
  void grey(byte[] in, int offset, int step) {
    if (mode == ColorMode.GRAY && step == 1) {
      emit(in, offset);
      return;
    }

    if (mode == ColorMode.GRAY) {
      for (int x = 0, at = offset; x < width; x++, at += step) {
        row[x] = in[at];
      }
    } else {
      triple(in, offset, step);
    }
    emit(row, 0);
  }

  private void triple(byte[] in, int offset, int step) {
    int done = step == 1 ? tripleEights(in, offset) : 0;
    for (int x = done, at = offset + done * step, to = 3 * done;
        x < width;
        x++, at += step, to += 3) {
      byte value = in[at];
      row[to] = value;
      row[to + 1] = value;
      row[to + 2] = value;
    }
  }

  /** Eight pixels at once, as long as there are as many; returns how many were done. */
  private int tripleEights(byte[] in, int offset) {
    int x = 0;
    for (int to = 0; x + Long.BYTES <= width; x += Long.BYTES, to += 3 * Long.BYTES) {
      long grey = (long) LONGS.get(in, offset + x);
      LONGS.set(row, to, all(grey, 0) | (all(grey, 1) << 24) | (all(grey, 2) << 48));
      LONGS.set(
          row,
          to + Long.BYTES,
          (all(grey, 2) >>> 16)
              | (all(grey, 3) << 8)
              | (all(grey, 4) << 32)
              | (all(grey, 5) << 56));
      LONGS.set(
          row,
          to + 2 * Long.BYTES,
          (all(grey, 5) >>> 8) | (all(grey, 6) << 16) | (all(grey, 7) << 40));
    }

    return x;
  }

  /** Byte {@code i} three times. */
  private static long all(long bytes, int i) {
    return ((bytes >>> (8 * i)) & 255) * 0x01_01_01;
  }

  /** Indices into a palette, and {@code step - 1} bytes each that are dropped. */
  void indexed(byte[] in, int offset, int step, Palette palette) {
    byte[] colors = palette.colors(mode);
    if (mode == ColorMode.GRAY) {
      for (int x = 0, at = offset; x < width; x++, at += step) {
        row[x] = colors[in[at] & 255];
      }
    } else {
      for (int x = 0, at = offset, to = 0; x < width; x++, at += step, to += 3) {
        int color = 3 * (in[at] & 255);
        row[to] = colors[color];
        row[to + 1] = colors[color + 1];
        row[to + 2] = colors[color + 2];
      }
    }
    emit(row, 0);
  }

  /** A row that already holds what was asked for. */
  void finished(byte[] pixels) {
    emit(pixels, 0);
  }

  private void emit(byte[] pixels, int offset) {
    try {
      sink.row(y, pixels, offset);
    } catch (RuntimeException e) {
      throw new SinkException(e);
    }
    y++;
  }

  /** Pillow's {@code L}: ITU-R 601-2 weights in 16-bit fixed point. */
  static byte luma(int red, int green, int blue) {
    return (byte) ((19595 * red + 38470 * green + 7471 * blue + 0x8000) >> 16);
  }
}
