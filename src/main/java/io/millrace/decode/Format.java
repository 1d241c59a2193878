package io.millrace.decode;

import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import java.nio.charset.StandardCharsets;

/** Tells formats by their first bytes, never by a file's name. */
final class Format {
  private static final String LFS = "version https://git-lfs";

  private Format() {}

  static Picture open(byte[] bytes) throws UnreadableException {
    if (bytes.length == 0) {
      throw new UnreadableException(Reason.EMPTY_FILE, "is empty (0 bytes)");
    }

    if (begins(bytes, "\u0089PNG\r\n\u001a\n")) {
      return new PngPicture(bytes);
    }

    if (begins(bytes, "\u00ff\u00d8\u00ff")) {
      return new JpegPicture(bytes);
    }

    throw unknown(bytes);
  }

  private static UnreadableException unknown(byte[] bytes) {
    if (begins(bytes, LFS)) {
      return new UnreadableException(Reason.LFS_POINTER, "is a Git LFS pointer, not a picture");
    }

    return new UnreadableException(
        Reason.NOT_AN_IMAGE, "is no picture: it begins with '" + beginning(bytes) + "'");
  }

  /** The first eight bytes; what is not printable ASCII is shown as a point. */
  private static String beginning(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(8, bytes.length); i++) {
      text.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
    }

    return text.toString();
  }

  private static boolean begins(byte[] bytes, String magic) {
    byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < wanted.length; i++) {
      if (i >= bytes.length || bytes[i] != wanted[i]) {
        return false;
      }
    }

    return true;
  }
}
