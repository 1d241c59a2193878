package io.millrace.decode;

import io.millrace.decode.jpeg.OpenCv;
import io.millrace.decode.jpeg.OpenCvPicture;
import io.millrace.decode.jpeg.OpenCvPicture.Kind;
import io.millrace.decode.natives.MissingLibrary;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * JPEGs by OpenCV. It reads what has Pillow's very pixels: grey and three components, of files
 * whose data ends where it should. All others are the JDK's, whichever was chosen, so that both
 * refuse the same files with the same words.
 */
final class OpenCvJpeg {
  /** Rows are copied out of native memory some at a time. */
  private static final int BLOCK_BYTES = 1 << 16;

  private OpenCvJpeg() {}

  /**
   * Hands on all rows, or none if the file is one that the JDK reads.
   *
   * @throws MissingDecoderException if OpenCV does not work here
   */
  static boolean write(byte[] bytes, JpegHeader header, int divisor, Rows out) {
    OpenCv.missing().ifPresent(OpenCvJpeg::refuse);
    if (!isOurs(bytes, header)) {
      return false;
    }

    Kind kind = header.components() == 1 ? Kind.GREY : Kind.RGB;
    Optional<OpenCvPicture> decoded = OpenCvPicture.decode(bytes, kind, divisor);
    if (decoded.isEmpty()) {
      return false;
    }

    try (OpenCvPicture picture = decoded.get()) {
      boolean asExpected =
          picture.width() == Draft.ceil(header.width(), divisor)
              && picture.height() == Draft.ceil(header.height(), divisor);
      if (asExpected) {
        write(picture, header.components(), out);
      }
      return asExpected;
    }
  }

  /** Whether OpenCV reads files of that header and end. */
  static boolean isOurs(byte[] bytes, JpegHeader header) {
    return switch (header.colors()) {
      case GREY, YCBCR, RGB ->
          !header.scan().alone() || JpegScan.endsWell(bytes, header.scan().start());
      case CMYK, YCCK -> false;
    };
  }

  private static void write(OpenCvPicture picture, int components, Rows out) {
    int row = picture.width() * components;
    int most = Math.max(1, BLOCK_BYTES / row);
    byte[] block = new byte[row * Math.min(most, picture.height())];
    for (int y = 0; y < picture.height(); y += most) {
      int count = Math.min(most, picture.height() - y);
      picture.rows(y, count, block);
      for (int at = 0; at < count * row; at += row) {
        if (components == 1) {
          out.grey(block, at, 1);
        } else {
          out.rgb(block, at, 3);
        }
      }
    }
  }

  private static void refuse(MissingLibrary missing) {
    throw new MissingDecoderException(
        "Cannot decode JPEGs on %s: the driver chose OpenCV, which is missing here: %s"
            .formatted(host(), missing.text()));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this host";
    }
  }
}
