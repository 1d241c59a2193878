package io.millrace.report.page;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as addresses that hold them. */
final class Uri {
  private static final float QUALITY = 0.85f;
  private static final int COLORS = 64;

  private Uri() {}

  /** A photograph, RGB. */
  static String jpeg(BufferedImage picture) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), how);
    } catch (IOException e) {
      // the bytes are written into memory
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }

    return of("image/jpeg", bytes);
  }

  /**
   * A drawing of few colours, transparent ones too; of many colours the most frequent ones stay.
   */
  static String png(BufferedImage drawing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(indexed(drawing), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    return of("image/png", bytes);
  }

  private static String of(String type, ByteArrayOutputStream bytes) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static BufferedImage indexed(BufferedImage drawing) {
    int width = drawing.getWidth();
    int height = drawing.getHeight();
    int[] pixels = drawing.getRGB(0, 0, width, height, null, 0, width);
    int[] colors = frequent(pixels);
    IndexColorModel model =
        new IndexColorModel(8, colors.length, colors, 0, true, -1, DataBuffer.TYPE_BYTE);
    BufferedImage indexed =
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    indexed.getRaster().setDataElements(0, 0, width, height, places(pixels, colors, model));
    return indexed;
  }

  private static int[] frequent(int[] pixels) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int start = 0, end = 1; start < pixels.length; end++) {
      if (end == pixels.length || pixels[end] != pixels[start]) {
        counts.merge(pixels[start], end - start, Integer::sum);
        start = end;
      }
    }

    List<Map.Entry<Integer, Integer>> colors = new ArrayList<>(counts.entrySet());
    colors.sort(
        Map.Entry.<Integer, Integer>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey()));
    return colors.stream().limit(COLORS).mapToInt(Map.Entry::getKey).toArray();
  }

  /** Of each pixel its color's place, or that of the nearest one. */
  private static byte[] places(int[] pixels, int[] colors, IndexColorModel model) {
    Map<Integer, Byte> known = new HashMap<>();
    for (int i = 0; i < colors.length; i++) {
      known.put(colors[i], (byte) i);
    }

    byte[] places = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      places[i] =
          i > 0 && pixels[i] == pixels[i - 1]
              ? places[i - 1]
              : known.computeIfAbsent(
                  pixels[i], pixel -> ((byte[]) model.getDataElements(pixel, null))[0]);
    }

    return places;
  }
}
