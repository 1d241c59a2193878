package io.millrace.cli;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.IntUnaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** What makes a near twin of a picture, RGB. */
enum TwinChange {
  JPEG_95("JPEG of quality 95", image -> jpeg(image, 0.95f)),
  JPEG_60("JPEG of quality 60", image -> jpeg(image, 0.6f)),
  HALF("half the size", image -> scaled(image, 0.5)),
  DOUBLE("twice the size", image -> scaled(image, 2)),
  HALF_JPEG("half the size, JPEG of quality 80", image -> jpeg(scaled(image, 0.5), 0.8f)),
  BRIGHTER("10 % brighter", image -> levels(image, level -> Math.min(255, level * 11 / 10))),
  LIFTED("10 levels brighter", image -> levels(image, level -> Math.min(255, level + 10))),
  SHIFT_1("moved by 0.25 %", image -> shifted(image, 0.0025)),
  SHIFT_2("moved by 0.5 %", image -> shifted(image, 0.005)),
  SHIFT_4("moved by 1 %", image -> shifted(image, 0.01)),
  CROP_2("cropped by 0.5 % a side", image -> cropped(image, 0.005)),
  CROP_4("cropped by 1 % a side", image -> cropped(image, 0.01)),
  CROP_8("cropped by 2 % a side", image -> cropped(image, 0.02));

  private final String text;
  private final Change change;

  TwinChange(String text, Change change) {
    this.text = text;
    this.change = change;
  }

  private interface Change {
    BufferedImage of(BufferedImage image) throws IOException;
  }

  String text() {
    return text;
  }

  BufferedImage of(BufferedImage image) throws IOException {
    return change.of(image);
  }

  private static BufferedImage blank(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
  }

  static BufferedImage rgb(BufferedImage image) {
    BufferedImage copy = blank(image.getWidth(), image.getHeight());
    copy.createGraphics().drawImage(image, 0, 0, null);
    return copy;
  }

  private static BufferedImage jpeg(BufferedImage image, float quality) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    how.setCompressionQuality(quality);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }

    return rgb(ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private static BufferedImage scaled(BufferedImage image, double by) {
    int width = (int) (image.getWidth() * by);
    int height = (int) (image.getHeight() * by);
    BufferedImage scaled = blank(width, height);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(image, 0, 0, width, height, null);
    return scaled;
  }

  private static BufferedImage levels(BufferedImage image, IntUnaryOperator change) {
    BufferedImage changed = blank(image.getWidth(), image.getHeight());
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        int red = change.applyAsInt(rgb >> 16 & 0xFF);
        int green = change.applyAsInt(rgb >> 8 & 0xFF);
        changed.setRGB(x, y, red << 16 | green << 8 | change.applyAsInt(rgb & 0xFF));
      }
    }

    return changed;
  }

  /** To the right and down; the border is drawn out. */
  private static BufferedImage shifted(BufferedImage image, double by) {
    int pixels = Math.max(1, (int) Math.round(by * image.getWidth()));
    BufferedImage shifted = blank(image.getWidth(), image.getHeight());
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        shifted.setRGB(x, y, image.getRGB(Math.max(0, x - pixels), Math.max(0, y - pixels)));
      }
    }

    return shifted;
  }

  private static BufferedImage cropped(BufferedImage image, double by) {
    int pixels = Math.max(1, (int) Math.round(by * image.getWidth()));
    int width = image.getWidth() - 2 * pixels;
    int height = image.getHeight() - 2 * pixels;
    return rgb(image.getSubimage(pixels, pixels, width, height));
  }
}
