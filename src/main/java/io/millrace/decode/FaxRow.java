package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.util.Arrays;

/**
 * One row of a fax as the columns where its colour changes: to black, to white, and so on. The row
 * before is kept, because rows may be written as what differs from it.
 */
final class FaxRow {
  private final FaxBits bits;
  private final int width;
  private int[] above;
  private int[] changes;
  private int count;

  FaxRow(FaxBits bits, int width) {
    this.bits = bits;
    this.width = width;
    this.above = new int[width + 6];
    this.changes = new int[width + 6];
    Arrays.fill(changes, width);
  }

  private void begin() {
    int[] spare = above;
    above = changes;
    changes = spare;
    count = 0;
  }

  private void end() {
    Arrays.fill(changes, count, changes.length, width);
  }

  private void add(long column) throws UnreadableException {
    boolean back = count > 0 && column < changes[count - 1];
    if (count >= width + 2 || back || column < 0) {
      throw Broken.corrupt("has damaged pixel data: a fax row that goes back");
    }

    changes[count++] = (int) Math.min(width, column);
  }

  /** T.4, 4.1: white and black runs in turn. */
  void readRuns() throws UnreadableException {
    begin();
    long column = 0;
    while (column < width) {
      column += bits.run(count % 2 == 0 ? FaxCodes.WHITE : FaxCodes.BLACK);
      add(column);
    }
    end();
  }

  /** T.4, 4.2 and T.6: each change near one of the row above, as two runs, or passed over. */
  void readDifferences() throws UnreadableException {
    begin();
    int column = -1;
    int next = 0;
    while (column < width) {
      next = nextAbove(next, column);
      int code = bits.peek(7);
      if (code >> 4 == 0b001) {
        bits.skip(3);
        column = addRuns(Math.max(0, column));
      } else if (code >> 3 == 0b0001) {
        bits.skip(4);
        column = above[next + 1];
      } else {
        column = above[next] + shift(code);
        add(column);
      }
    }
    end();
  }

  /** The first change above, right of {@code column}, to the colour that this row has not. */
  private int nextAbove(int from, int column) {
    int next = Math.max(0, from - 2) / 2 * 2 + count % 2;
    while (above[next] <= column && above[next] < width) {
      next += 2;
    }

    return next;
  }

  private int addRuns(int column) throws UnreadableException {
    boolean white = count % 2 == 0;
    long middle = (long) column + bits.run(white ? FaxCodes.WHITE : FaxCodes.BLACK);
    add(middle);
    long end = middle + bits.run(white ? FaxCodes.BLACK : FaxCodes.WHITE);
    add(end);
    return (int) Math.min(width, end);
  }

  /** Takes one of the codes for a change at most three columns from the one above. */
  private int shift(int code) throws UnreadableException {
    if (code >> 6 == 1) {
      bits.skip(1);
      return 0;
    }

    int near = code >> 4;
    if (near == 0b011 || near == 0b010) {
      bits.skip(3);
      return near == 0b011 ? 1 : -1;
    }

    if (code >> 2 == 0b00001) {
      bits.skip(6);
      return (code & 2) != 0 ? 2 : -2;
    }

    if (code >> 1 == 0b000001) {
      bits.skip(7);
      return (code & 1) != 0 ? 3 : -3;
    }

    throw bits.unknown();
  }

  /** Sets the bits of the black pixels. */
  void paint(byte[] out, int offset) {
    for (int i = 0; i + 1 < changes.length && changes[i] < width; i += 2) {
      for (int x = changes[i]; x < changes[i + 1]; x++) {
        out[offset + (x >> 3)] |= (byte) (0x80 >> (x & 7));
      }
    }
  }
}
