package io.millrace.sampledata;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Formats of picture files, in memory. */
public enum PictureFile {
  /** As Pillow writes them: the best of three filters a row, deflate level 6. */
  PNG {
    @Override
    public byte[] encode(BufferedImage image) throws IOException {
      return Png.encode(image);
    }
  },
  /** Quality 95, colours at half the resolution (4:2:0). */
  JPEG {
    @Override
    public byte[] encode(BufferedImage image) throws IOException {
      return write(image, "jpeg");
    }
  },
  /** 24 bits a pixel. */
  BMP {
    @Override
    public byte[] encode(BufferedImage image) throws IOException {
      return write(image, "bmp");
    }
  },
  /** Binary PPM. */
  PNM {
    @Override
    public byte[] encode(BufferedImage image) {
      int width = image.getWidth();
      int height = image.getHeight();
      String header = "P6\n%d %d\n255\n".formatted(width, height);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
      for (int sample : image.getRaster().getPixels(0, 0, width, height, (int[]) null)) {
        bytes.write(sample);
      }

      return bytes.toByteArray();
    }
  },
  /** Strips without compression. */
  TIFF {
    @Override
    public byte[] encode(BufferedImage image) throws IOException {
      return write(image, "tiff");
    }
  };

  private static final float QUALITY = 0.95f;

  /** A file of an RGB picture of 8 bits. */
  public abstract byte[] encode(BufferedImage image) throws IOException;

  /** The JDK's writer, which takes a quality where the format has one. */
  private static byte[] write(BufferedImage image, String format) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ImageWriteParam settings = writer.getDefaultWriteParam();
    if (format.equals("jpeg")) {
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(QUALITY);
    }

    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // ImageIO's own choice of stream would go through a file in the temporary folder
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } finally {
      writer.dispose();
    }

    return bytes.toByteArray();
  }
}
