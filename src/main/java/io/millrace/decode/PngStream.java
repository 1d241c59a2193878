package io.millrace.decode;

import io.millrace.kernel.Accelerators;
import io.millrace.kernel.WholeInflate;
import io.millrace.sample.UnreadableException;
import java.util.Optional;

/**
 * The inflated bytes of a PNG, a line at a time: some lines ahead, in a window that stays in the
 * processor's cache, or all of them at once where an accelerator does that faster.
 */
final class PngStream {
  /** Bytes ahead, at least a line. */
  private static final int AHEAD = 1 << 16;

  /** The most that is inflated at once. */
  private static final int WHOLE = 64 << 20;

  /**
   * Streams that are shorter, such as masks', ours inflates in the time that others take to begin.
   */
  private static final int SHORT = 1 << 15;

  private final Inflate inflate;
  private final byte[] window;
  private final int limit;
  private int from;
  private int to;

  /**
   * @param longest bytes of the longest line, its filter byte included
   * @param total bytes of all lines
   */
  PngStream(PngData data, int longest, long total, Scratch scratch) {
    this.inflate = scratch.inflate();
    inflate.begin(data.bytes(), data.start(), data.length());
    Optional<WholeInflate> whole =
        Accelerators.chosen().inflate().filter(any -> total <= WHOLE && data.length() >= SHORT);
    this.limit = whole.isPresent() ? (int) total : Inflate.HISTORY + Math.max(AHEAD, longest);
    this.window =
        scratch.window(Math.max(limit, Inflate.HISTORY + Math.max(AHEAD, longest)) + Inflate.SLACK);
    // what is wrong with a stream that it does not inflate, ours says
    if (whole.isPresent() && whole.get().inflate(data.bytes(), data.length(), window, limit)) {
      to = limit;
    }
  }

  /** The buffer that holds the lines. */
  byte[] window() {
    return window;
  }

  /** Where the next {@code length} bytes lie in {@link #window()}, until the next call. */
  int line(int length) throws UnreadableException {
    if (to - from < length) {
      more(length);
    }

    int at = from;
    from += length;
    return at;
  }

  private void more(int length) throws UnreadableException {
    // bytes not yet asked for, and those that matches may lie in
    int keep = Math.max(0, Math.min(from, to - Inflate.HISTORY));
    System.arraycopy(window, keep, window, 0, to - keep);
    from -= keep;
    to = inflate.fill(window, to - keep, limit);
    if (to - from < length) {
      inflate.fill(window, to, limit); // if the stream is damaged, this refuses it
      throw Broken.truncated(
          "its pixels end " + (length - to + from) + " bytes before the end of a row");
    }
  }
}
