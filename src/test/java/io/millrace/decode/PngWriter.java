package io.millrace.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Draws small PNGs of every kind: {@code new PngWriter(...).write(samples)}. */
final class PngWriter {
  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };
  private static final int[][] ONE_PASS = {{0, 0, 1, 1}};

  private final int width;
  private final int height;
  private final int bits;
  private final int color;
  private final ByteArrayOutputStream extra = new ByteArrayOutputStream();
  private boolean interlaced;
  private int filter;
  private int[] chunkSizes = {Integer.MAX_VALUE};
  private Deflating deflating = Deflating.standard();

  PngWriter(int width, int height, int bits, int color) {
    this.width = width;
    this.height = height;
    this.bits = bits;
    this.color = color;
  }

  PngWriter interlaced() {
    interlaced = true;
    return this;
  }

  /** 0 to 4 as in the specification; 5 takes them in turn. */
  PngWriter filter(int kind) {
    filter = kind;
    return this;
  }

  /** Of the IDAT chunks, in turn; some may be 0. */
  PngWriter chunkSize(int... bytes) {
    chunkSizes = bytes;
    return this;
  }

  PngWriter deflating(Deflating kind) {
    deflating = kind;
    return this;
  }

  /** A chunk before the pixels, such as PLTE. */
  PngWriter chunk(String name, byte[] data) {
    extra.writeBytes(asChunk(name, data));
    return this;
  }

  int samples() {
    return color == 2 ? 3 : color == 4 ? 2 : color == 6 ? 4 : 1;
  }

  /** The file; samples row by row, interleaved, each of {@code bits} bits. */
  byte[] write(int[] values) {
    return writeRaw(deflating.zlib(lines(values)));
  }

  /** The file around pixel data that is deflated already, or broken. */
  byte[] writeRaw(byte[] data) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    byte[] header = {(byte) bits, (byte) color, 0, 0, (byte) (interlaced ? 1 : 0)};
    file.writeBytes(
        asChunk("IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put(header).array()));
    file.writeBytes(extra.toByteArray());
    for (int at = 0, i = 0; at < data.length; i++) {
      int end = (int) Math.min(data.length, (long) at + chunkSizes[i % chunkSizes.length]);
      file.writeBytes(asChunk("IDAT", Arrays.copyOfRange(data, at, end)));
      at = end;
    }
    file.writeBytes(asChunk("IEND", new byte[0]));
    return file.toByteArray();
  }

  static byte[] asChunk(String name, byte[] data) {
    byte[] type = name.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(type);
    crc.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(type)
        .put(data)
        .putInt((int) crc.getValue())
        .array();
  }

  static byte[] deflate(byte[] plain) {
    return Deflating.standard().zlib(plain);
  }

  private byte[] lines(int[] values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int[] pass : interlaced ? PASSES : ONE_PASS) {
      byte[] above = null;
      for (int y = pass[1]; y < height && pass[0] < width; y += pass[3]) {
        byte[] line = pack(values, y, pass);
        above = above == null ? new byte[line.length] : above;
        int kind = filter < 5 ? filter : y % 5;
        out.write(kind);
        out.writeBytes(filtered(line, above, kind));
        above = line;
      }
    }

    return out.toByteArray();
  }

  private byte[] pack(int[] values, int y, int[] pass) {
    int pixels = (width - pass[0] + pass[2] - 1) / pass[2];
    byte[] line = new byte[(pixels * samples() * bits + 7) / 8];
    int bit = 0;
    for (int x = pass[0]; x < width; x += pass[2]) {
      for (int s = 0; s < samples(); s++) {
        int value = values[(y * width + x) * samples() + s];
        for (int i = bits - 1; i >= 0; i--, bit++) {
          line[bit / 8] |= (byte) (((value >> i) & 1) << (7 - bit % 8));
        }
      }
    }

    return line;
  }

  private byte[] filtered(byte[] line, byte[] above, int kind) {
    int step = Math.max(1, samples() * bits / 8);
    byte[] out = new byte[line.length];
    for (int i = 0; i < line.length; i++) {
      int a = i < step ? 0 : line[i - step] & 255;
      int b = above[i] & 255;
      int c = i < step ? 0 : above[i - step] & 255;
      int[] predictions = {0, a, b, (a + b) / 2, paeth(a, b, c)};
      out[i] = (byte) (line[i] - predictions[kind]);
    }

    return out;
  }

  /** As the PNG specification, 9.4, writes it. */
  static int paeth(int a, int b, int c) {
    int p = a + b - c;
    int pa = Math.abs(p - a);
    int pb = Math.abs(p - b);
    int pc = Math.abs(p - c);
    if (pa <= pb && pa <= pc) {
      return a;
    }

    return pb <= pc ? b : c;
  }
}
