package io.millrace.decode.video;

import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;

/** FFmpeg's codes in words. */
final class Ffmpeg {
  /** {@code AVERROR(EIO)} of Linux. */
  static final int IO_ERROR = -5;

  private static final int LONGEST = 256;

  private Ffmpeg() {}

  static String text(int code) {
    byte[] text = new byte[LONGEST];
    avutil.av_strerror(code, text, LONGEST);
    int end = 0;
    while (end < LONGEST && text[end] != 0) {
      end++;
    }

    return new String(text, 0, end, StandardCharsets.UTF_8);
  }

  static UnreadableException corrupt(String what, int code) {
    return new UnreadableException(
        Reason.CORRUPT, "is a damaged video: FFmpeg cannot " + what + ": " + text(code));
  }

  /** What FFmpeg could not allocate. */
  static <T extends Pointer> T made(T pointer) throws UnreadableException {
    if (pointer == null || pointer.isNull()) {
      throw new UnreadableException(
          Reason.TOO_LARGE, "needs more memory to be decoded than there is");
    }

    return pointer;
  }
}
