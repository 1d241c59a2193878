package io.millrace.decode;

import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageReader;

/**
 * Decodes a JPEG to its components, not yet to colours, with the JDK's libjpeg: slow-integer DCT
 * and triangle upsampling, as in Pillow's libjpeg-turbo.
 */
final class JpegRaster {
  private JpegRaster() {}

  /** The components, interleaved; {@code header} is that of {@code bytes}. */
  static byte[] read(byte[] bytes, JpegHeader header) throws UnreadableException {
    BytesInput input = new BytesInput(bytes);
    byte[] pixels;
    ImageReader reader = ReaderPlugin.JPEG.open();
    try {
      reader.setInput(input, true, true);
      pixels = interleaved(reader.readRaster(0, null), header);
    } catch (IOException e) {
      throw new UnreadableException(Reason.CORRUPT, "is a damaged JPEG: " + e.getMessage(), e);
    } finally {
      reader.dispose();
    }

    if (input.exhausted()) {
      throw Broken.truncated("its pixels end early, at byte " + bytes.length);
    }

    return pixels;
  }

  private static byte[] interleaved(Raster raster, JpegHeader header) throws UnreadableException {
    boolean asExpected =
        raster.getNumBands() == header.components()
            && raster.getWidth() == header.width()
            && raster.getHeight() == header.height()
            && raster.getDataBuffer() instanceof DataBufferByte;
    if (!asExpected) {
      throw Broken.corrupt("is a damaged JPEG: its scans do not fit its header");
    }

    return ((DataBufferByte) raster.getDataBuffer()).getData();
  }
}
