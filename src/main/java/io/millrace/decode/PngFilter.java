package io.millrace.decode;

import io.millrace.sample.UnreadableException;

/**
 * Undoes the line filters of a PNG (specification 9.2). Lines carry {@link #step()} zero bytes in
 * front, the neighbours of the first pixel, so that no loop needs a special case.
 */
final class PngFilter {
  private final int step;
  private final int end;

  /** For lines of {@code length} bytes whose pixels lie {@code step} bytes apart. */
  PngFilter(int step, int length) {
    this.step = step;
    this.end = step + length;
  }

  /** Zero bytes in front of each line. */
  int step() {
    return step;
  }

  /** An empty line, which is also what lies above the first one. */
  byte[] line() {
    return new byte[end];
  }

  /**
   * Fills {@code line} from the filtered bytes at {@code at}, the first of which names the filter;
   * {@code above} is the line before.
   */
  void undo(byte[] in, int at, byte[] above, byte[] line) throws UnreadableException {
    int data = at + 1 - step;
    switch (in[at]) {
      case 0 -> System.arraycopy(in, at + 1, line, step, end - step);
      case 1 -> sub(in, data, line);
      case 2 -> up(in, data, above, line);
      case 3 -> average(in, data, above, line);
      case 4 -> paeth(in, data, above, line);
      default -> throw Broken.corrupt("has damaged pixel data: line filter " + (in[at] & 255));
    }
  }

  private void sub(byte[] in, int data, byte[] line) {
    if (step == 1) {
      sum(in, data, line);
      return;
    }

    for (int i = step; i < end; i++) {
      line[i] = (byte) (in[data + i] + line[i - step]);
    }
  }

  private void sum(byte[] in, int data, byte[] line) {
    int left = 0;
    for (int i = 1; i < end; i++) {
      left += in[data + i];
      line[i] = (byte) left;
    }
  }

  private void up(byte[] in, int data, byte[] above, byte[] line) {
    for (int i = step; i < end; i++) {
      line[i] = (byte) (in[data + i] + above[i]);
    }
  }

  private void average(byte[] in, int data, byte[] above, byte[] line) {
    for (int i = step; i < end; i++) {
      line[i] = (byte) (in[data + i] + ((line[i - step] & 255) + (above[i] & 255)) / 2);
    }
  }

  private void paeth(byte[] in, int data, byte[] above, byte[] line) {
    switch (step) {
      case 3 -> paeth3(in, data, above, line);
      default -> paethAny(in, data, above, line);
    }
  }

  private void paethAny(byte[] in, int data, byte[] above, byte[] line) {
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
    for (int i = 3; i + 2 < end; i += 3) {
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
   * stb_image, but without branches: no processor can foretell which of the three it is.
   */
  static int predict(int a, int b, int c) {
    int threshold = 3 * c - (a + b);
    int low = Math.min(a, b);
    int high = Math.max(a, b);
    int first = low ^ ((low ^ c) & ((threshold - high) >> 31));
    return high ^ ((high ^ first) & ((low - threshold) >> 31));
  }
}
