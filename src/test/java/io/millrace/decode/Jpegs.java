package io.millrace.decode;

import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Draws small JPEGs whose components are stored as they are given, and takes them apart. */
final class Jpegs {
  static final byte[] ADOBE_UNKNOWN = adobe(0);
  static final byte[] ADOBE_YCBCR = adobe(1);
  static final byte[] ADOBE_YCCK = adobe(2);

  private Jpegs() {}

  /** One colour everywhere, at the best quality; progressive if so asked. */
  static byte[] flat(int width, int height, int mode, int... components) throws IOException {
    WritableRaster raster =
        Raster.createInterleavedRaster(0, width, height, components.length, null);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        raster.setPixel(x, y, components);
      }
    }

    return write(raster, mode);
  }

  static byte[] write(Raster raster, int mode) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(1);
      param.setProgressiveMode(mode);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(raster, null, null), param);
    } finally {
      writer.dispose();
    }

    return out.toByteArray();
  }

  private static byte[] adobe(int transform) {
    return segment(
        0xee, new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform});
  }

  static byte[] segment(int marker, byte[] data) {
    return ByteBuffer.allocate(4 + data.length)
        .put((byte) 0xff)
        .put((byte) marker)
        .putShort((short) (2 + data.length))
        .put(data)
        .array();
  }

  /** The file with a segment right behind its start marker. */
  static byte[] with(byte[] file, byte[] segment) {
    return ByteBuffer.allocate(file.length + segment.length)
        .put(file, 0, 2)
        .put(segment)
        .put(file, 2, file.length - 2)
        .array();
  }

  /** Where the data of the first segment with this marker begins. */
  static int find(byte[] file, int marker) {
    int at = 2;
    while ((file[at + 1] & 255) != marker) {
      at += 2 + ((file[at + 2] & 255) << 8 | (file[at + 3] & 255));
    }

    return at + 4;
  }
}
