package io.millrace.sampledata;

import io.millrace.item.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * TIFF files of three float32 numbers a pixel in one strip, as depth cameras write x, y and z
 * (little-endian, baseline TIFF 6.0 with sample format 3).
 */
public final class XyzTiff {
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int TAGS = 12;

  /** Header, directory and the two values that do not fit into it. */
  private static final int HEAD = 8 + 2 + 12 * TAGS + 4 + 6 + 6;

  private static final int BITS = HEAD - 12;
  private static final int FORMATS = HEAD - 6;

  private XyzTiff() {}

  /**
   * How the strip was packed, by the numbers of TIFF: compression 1 none, 5 LZW, 8 deflate;
   * predictor 1 none, 3 floating-point differences.
   */
  public record Coding(int compression, int predictor) {
    /** Numbers as they are. */
    public static final Coding PLAIN = new Coding(1, 1);
  }

  /** An uncompressed file; x, y and z of a pixel side by side, row by row. */
  public static byte[] encode(Size size, float[] xyz) {
    return wrap(size, Coding.PLAIN, numbers(xyz));
  }

  /** The numbers as a file has them. */
  public static byte[] numbers(float[] xyz) {
    byte[] bytes = new byte[4 * xyz.length];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(xyz);
    return bytes;
  }

  /** A file around a strip that is packed already. */
  public static byte[] wrap(Size size, Coding coding, byte[] strip) {
    byte[] file = new byte[HEAD + strip.length];
    ByteBuffer out = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) TAGS);
    tag(out, 256, LONG, size.width());
    tag(out, 257, LONG, size.height());
    far(out, 258, BITS);
    tag(out, 259, SHORT, coding.compression());
    // RGB, which is what three samples a pixel are called
    tag(out, 262, SHORT, 2);
    tag(out, 273, LONG, HEAD);
    tag(out, 277, SHORT, 3);
    tag(out, 278, LONG, size.height());
    tag(out, 279, LONG, strip.length);
    tag(out, 284, SHORT, 1);
    tag(out, 317, SHORT, coding.predictor());
    far(out, 339, FORMATS);
    out.putInt(0);
    triple(out, 32);
    triple(out, 3);
    out.put(strip);
    return file;
  }

  private static void tag(ByteBuffer out, int tag, int type, int value) {
    out.putShort((short) tag).putShort((short) type).putInt(1).putInt(value);
  }

  /** Three shorts elsewhere. */
  private static void far(ByteBuffer out, int tag, int at) {
    out.putShort((short) tag).putShort((short) SHORT).putInt(3).putInt(at);
  }

  private static void triple(ByteBuffer out, int value) {
    out.putShort((short) value).putShort((short) value).putShort((short) value);
  }
}
