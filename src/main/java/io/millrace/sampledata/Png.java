package io.millrace.sampledata;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * PNG files in memory: pixels and nothing else, no date and no program's name. Filters and
 * compression are those of Pillow's writer, so that a file is as long, and as much work to read, as
 * the files of real data sets.
 */
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int LEVEL = 6;
  private static final byte GREY = 0;
  private static final byte RGB = 2;

  private Png() {}

  /** RGB or grey, 8 bits. */
  static byte[] encode(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(image.getWidth()).putInt(image.getHeight());
    byte color = image.getRaster().getNumBands() == 1 ? GREY : RGB;
    write(bytes, "IHDR", header.put((byte) 8).put(color).array());
    write(bytes, "IDAT", packed(image));
    write(bytes, "IEND", new byte[0]);
    return bytes.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String type, byte[] data) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + data.length).putInt(data.length);
    for (int i = 0; i < type.length(); i++) {
      chunk.put((byte) type.charAt(i));
    }

    CRC32 crc = new CRC32();
    crc.update(chunk.put(data).array(), 4, 4 + data.length);
    out.writeBytes(chunk.putInt((int) crc.getValue()).array());
  }

  private static byte[] packed(BufferedImage image) throws IOException {
    Deflater deflater = new Deflater(LEVEL);
    deflater.setStrategy(Deflater.FILTERED);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      int bands = image.getRaster().getNumBands();
      PngRows rows = new PngRows(image.getWidth() * bands, bands);
      int[] row = new int[image.getWidth() * bands];
      for (int y = 0; y < image.getHeight(); y++) {
        out.write(rows.filtered(image.getRaster().getPixels(0, y, image.getWidth(), 1, row)));
      }
    } finally {
      deflater.end();
    }

    return bytes.toByteArray();
  }
}
