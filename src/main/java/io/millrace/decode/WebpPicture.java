package io.millrace.decode;

import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageReader;

/**
 * A WebP, read by the ImageIO plug-in that is found at run time. Lossless pictures are Pillow's bit
 * for bit; lossy ones differ at edges of colour, because the plug-in does not smooth the chroma.
 */
final class WebpPicture implements Picture {
  private final WebpHeader header;
  private final ImageInfo info;

  WebpPicture(byte[] bytes) throws UnreadableException {
    this.header = new WebpHeader(bytes);
    this.info = header.info();
  }

  @Override
  public ImageInfo info() {
    return info;
  }

  @Override
  public int channels() {
    return info.mode().length(); // RGB or RGBA
  }

  @Override
  public int bits() {
    return 8;
  }

  @Override
  public void write(Rows out) throws UnreadableException {
    Raster raster = read().getRaster();
    if (raster.getWidth() != info.width()
        || raster.getHeight() != info.height()
        || raster.getNumBands() < 3) {
      throw Broken.corrupt("is a damaged WebP: its frame does not fit its header");
    }

    int[] samples = new int[info.width() * raster.getNumBands()];
    byte[] row = new byte[samples.length];
    for (int y = 0; y < info.height(); y++) {
      raster.getPixels(0, y, info.width(), 1, samples);
      for (int i = 0; i < row.length; i++) {
        row[i] = (byte) samples[i];
      }
      out.rgb(row, 0, raster.getNumBands());
    }
  }

  private BufferedImage read() throws UnreadableException {
    ImageReader reader = ReaderPlugin.WEBP.open();
    BytesInput input = new BytesInput(header.alone());
    try {
      reader.setInput(input, false, true);
      return reader.read(0);
    } catch (IOException | UncheckedIOException e) {
      throw input.stopped()
          ? Broken.truncated("its picture ends before its last pixel")
          : new UnreadableException(Reason.CORRUPT, "is a damaged WebP: " + e.getMessage(), e);
    } finally {
      reader.dispose();
    }
  }
}
