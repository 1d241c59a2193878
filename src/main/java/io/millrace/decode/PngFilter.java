package io.millrace.decode;

import io.millrace.kernel.Accelerators;
import io.millrace.kernel.LineFilter;
import io.millrace.sample.UnreadableException;

/** The lines of a PNG, or of one pass of it, without their filters (specification 9.2). */
final class PngFilter {
  private final PngStream stream;
  private final int step;
  private final int length;
  private final LineFilter filter;
  private byte[] above;
  private byte[] line;

  /** For lines of {@code length} bytes. */
  PngFilter(PngStream stream, PngHeader header, int length, Scratch scratch) {
    this.stream = stream;
    this.step = header.pixelBytes();
    this.length = length;
    this.filter = Accelerators.chosen().kernels().lineFilter(step, length);
    this.above = scratch.above(step + length + LineFilter.MARGIN);
    this.line = scratch.line(step + length + LineFilter.MARGIN);
  }

  /** Where the pixels of a line begin in what {@link #next} gives. */
  int step() {
    return step;
  }

  /** The next line, which is overwritten by the one after the next. */
  byte[] next() throws UnreadableException {
    int at = stream.line(length + 1);
    undo(stream.window(), at);
    byte[] done = line;
    line = above;
    above = done;
    return done;
  }

  private void undo(byte[] in, int at) throws UnreadableException {
    int data = at + 1 - step;
    switch (in[at]) {
      case 0 -> System.arraycopy(in, at + 1, line, step, length);
      case 1 -> filter.sub(in, data, line);
      case 2 -> filter.up(in, data, above, line);
      case 3 -> filter.average(in, data, above, line);
      case 4 -> filter.paeth(in, data, above, line);
      default -> throw Broken.corrupt("has damaged pixel data: line filter " + (in[at] & 255));
    }
  }
}
