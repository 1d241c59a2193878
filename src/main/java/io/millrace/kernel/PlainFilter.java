package io.millrace.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Line filters in plain Java; the base of those that do some of them faster. */
public class PlainFilter implements LineFilter {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW = 0x7f7f7f7f7f7f7f7fL;

  private final int step;
  private final int end;

  /** For lines of {@code length} bytes whose pixels lie {@code step} bytes apart. */
  public PlainFilter(int step, int length) {
    this.step = step;
    this.end = step + length;
  }

  /** Bytes from a pixel to the next one. */
  protected final int step() {
    return step;
  }

  /** Where lines end, their {@code step} bytes in front included. */
  protected final int end() {
    return end;
  }

  @Override
  public void sub(byte[] in, int data, byte[] line) {
    switch (step) {
      case 1 -> sub1(in, data, line);
      case 3 -> sub3(in, data, line);
      default -> {
        for (int i = step; i < end; i++) {
          line[i] = (byte) (in[data + i] + line[i - step]);
        }
      }
    }
  }

  private void sub1(byte[] in, int data, byte[] line) {
    int left = 0;
    for (int i = 1; i < end; i++) {
      left += in[data + i];
      line[i] = (byte) left;
    }
  }

  private void sub3(byte[] in, int data, byte[] line) {
    int red = 0;
    int green = 0;
    int blue = 0;
    for (int i = 3; i < end - 2; i += 3) {
      red += in[data + i];
      green += in[data + i + 1];
      blue += in[data + i + 2];
      line[i] = (byte) red;
      line[i + 1] = (byte) green;
      line[i + 2] = (byte) blue;
    }
  }

  /** Eight bytes at a time: their lower seven bits are added, then the highest without a carry. */
  @Override
  public void up(byte[] in, int data, byte[] above, byte[] line) {
    for (int i = step; i < end; i += 8) {
      long a = (long) LONG.get(in, data + i);
      long b = (long) LONG.get(above, i);
      LONG.set(line, i, ((a & LOW) + (b & LOW)) ^ ((a ^ b) & ~LOW));
    }
  }

  @Override
  public void average(byte[] in, int data, byte[] above, byte[] line) {
    if (step == 3) {
      average3(in, data, above, line);
      return;
    }

    for (int i = step; i < end; i++) {
      line[i] = (byte) (in[data + i] + ((line[i - step] & 255) + (above[i] & 255)) / 2);
    }
  }

  private void average3(byte[] in, int data, byte[] above, byte[] line) {
    int red = 0;
    int green = 0;
    int blue = 0;
    for (int i = 3; i < end - 2; i += 3) {
      red = (in[data + i] + ((red + (above[i] & 255)) >> 1)) & 255;
      green = (in[data + i + 1] + ((green + (above[i + 1] & 255)) >> 1)) & 255;
      blue = (in[data + i + 2] + ((blue + (above[i + 2] & 255)) >> 1)) & 255;
      line[i] = (byte) red;
      line[i + 1] = (byte) green;
      line[i + 2] = (byte) blue;
    }
  }

  @Override
  public void paeth(byte[] in, int data, byte[] above, byte[] line) {
    if (step == 3) {
      paeth3(in, data, above, line);
      return;
    }

    for (int i = step; i < end; i++) {
      int predicted = predict(line[i - step] & 255, above[i] & 255, above[i - step] & 255);
      line[i] = (byte) (in[data + i] + predicted);
    }
  }

  /** Three independent chains whose left and upper-left values stay in registers. */
  private void paeth3(byte[] in, int data, byte[] above, byte[] line) {
    int a0 = 0;
    int a1 = 0;
    int a2 = 0;
    int c0 = 0;
    int c1 = 0;
    int c2 = 0;
    for (int i = 3; i < end - 2; i += 3) {
      int b0 = above[i] & 255;
      int b1 = above[i + 1] & 255;
      int b2 = above[i + 2] & 255;
      a0 = (in[data + i] + predict(a0, b0, c0)) & 255;
      a1 = (in[data + i + 1] + predict(a1, b1, c1)) & 255;
      a2 = (in[data + i + 2] + predict(a2, b2, c2)) & 255;
      line[i] = (byte) a0;
      line[i + 1] = (byte) a1;
      line[i + 2] = (byte) a2;
      c0 = b0;
      c1 = b1;
      c2 = b2;
    }
  }

  /**
   * Left, above or upper left, whichever is nearest to {@code a + b - c}; ties in that order. As in
   * stb_image, in a form of which compilers make conditional moves: no processor can foretell which
   * of the three it is.
   */
  static int predict(int a, int b, int c) {
    int threshold = 3 * c - (a + b);
    int low = Math.min(a, b);
    int high = Math.max(a, b);
    int inner = threshold >= high ? low : c;
    return low >= threshold ? high : inner;
  }
}
