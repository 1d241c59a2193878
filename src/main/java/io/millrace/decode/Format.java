package io.millrace.decode;

import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import java.nio.charset.StandardCharsets;

/** Tells formats by their first bytes, never by a file's name. */
final class Format {
  private static final String LFS = "version https://git-lfs";
  private static final String PNM_KINDS = "123456f";

  private Format() {}

  static Picture open(byte[] bytes, Decoding decoding) throws UnreadableException {
    refuseEmpty(bytes);
    if (isPng(bytes)) {
      return new PngPicture(bytes);
    }

    if (holds(bytes, 0, "\u00ff\u00d8\u00ff")) {
      return new JpegPicture(bytes, decoding);
    }

    if (holds(bytes, 0, "BM")) {
      return new BmpPicture(bytes);
    }

    if (holds(bytes, 0, "RIFF") && holds(bytes, 8, "WEBP")) {
      return new WebpPicture(bytes);
    }

    if (isTiff(bytes)) {
      return new TiffPicture(bytes);
    }

    if (isPnm(bytes)) {
      return new PnmPicture(bytes);
    }

    throw unknown(bytes);
  }

  static void refuseEmpty(byte[] bytes) throws UnreadableException {
    if (bytes.length == 0) {
      throw new UnreadableException(Reason.EMPTY_FILE, "is empty (0 bytes)");
    }
  }

  /** Whether Git LFS keeps the file elsewhere. */
  static boolean isPointer(byte[] bytes) {
    return holds(bytes, 0, LFS);
  }

  static boolean isPng(byte[] bytes) {
    return holds(bytes, 0, "\u0089PNG\r\n\u001a\n");
  }

  static boolean isTiff(byte[] bytes) {
    return holds(bytes, 0, "II*\0")
        || holds(bytes, 0, "MM\0*")
        || holds(bytes, 0, "II+\0")
        || holds(bytes, 0, "MM\0+");
  }

  private static boolean isPnm(byte[] bytes) {
    return bytes.length > 2
        && bytes[0] == 'P'
        && PNM_KINDS.indexOf(bytes[1]) >= 0
        && (bytes[2] <= ' ' || bytes[2] == '#');
  }

  private static UnreadableException unknown(byte[] bytes) {
    if (isPointer(bytes)) {
      return new UnreadableException(Reason.LFS_POINTER, "is a Git LFS pointer, not a picture");
    }

    if (holds(bytes, 0, "\u0089PNG")) {
      return Broken.corrupt("is a PNG whose signature is damaged, as by a transfer as text");
    }

    for (Known known : Known.values()) {
      if (holds(bytes, known.at, known.magic)) {
        return Broken.unsupported("is " + known.words + ", which is not supported");
      }
    }

    return new UnreadableException(
        Reason.NOT_AN_IMAGE, "is no picture: it begins with '" + beginning(bytes) + "'");
  }

  /** The first eight bytes, to be shown. */
  static String beginning(byte[] bytes) {
    int length = Math.min(8, bytes.length);
    return printable(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
  }

  /** Picture formats that are told apart from what is no picture, and no more. */
  private enum Known {
    GIF(0, "GIF8", "a GIF"),
    JPEG_2000(4, "jP  ", "a JPEG 2000"),
    JPEG_2000_STREAM(0, "\u00ffO\u00ffQ", "a JPEG 2000 code stream"),
    JPEG_XL(0, "\u00ff\n", "a JPEG XL"),
    JPEG_XL_BOX(4, "JXL ", "a JPEG XL"),
    AVIF(4, "ftypavif", "an AVIF"),
    HEIC(4, "ftyphei", "a HEIC"),
    PSD(0, "8BPS", "a Photoshop file"),
    EXR(0, "v/1\u0001", "an OpenEXR"),
    HDR(0, "#?RADIANCE", "a Radiance HDR"),
    PAM(0, "P7\n", "a PAM"),
    PFM(0, "PF\n", "a colour PFM");

    private final int at;
    private final String magic;
    private final String words;

    Known(int at, String magic, String words) {
      this.at = at;
      this.magic = magic;
      this.words = words;
    }
  }

  /** The text with a point for whatever is not printable ASCII. */
  static String printable(String text) {
    return text.replaceAll("[^ -~]", ".");
  }

  static boolean holds(byte[] bytes, int at, String magic) {
    byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < wanted.length; i++) {
      if (at + i >= bytes.length || bytes[at + i] != wanted[i]) {
        return false;
      }
    }

    return true;
  }
}
