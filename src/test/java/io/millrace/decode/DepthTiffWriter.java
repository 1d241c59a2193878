package io.millrace.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Draws small depth TIFFs of every kind from their numbers, pixel by pixel. */
record DepthTiffWriter(SampleType type, int channels, Layout layout, Coding coding) {
  private static final int TILE = 4;
  private static final int STRIP = 2;

  /** How the picture is cut. */
  record Layout(boolean tiled, boolean planar) {}

  /** How the blocks are written. */
  record Coding(boolean bigEndian, boolean bigTiff, int compression, int predictor) {}

  ByteOrder order() {
    return coding.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  /** {@code numbers} in the file's order, channels of a pixel side by side. */
  byte[] write(int width, int height, byte[] numbers) {
    List<byte[]> blocks = new ArrayList<>();
    int blockWidth = layout.tiled() ? TILE : width;
    int blockHeight = layout.tiled() ? TILE : STRIP;
    for (int plane = 0; plane < (layout.planar() ? channels : 1); plane++) {
      for (int y = 0; y < height; y += blockHeight) {
        for (int x = 0; x < width; x += blockWidth) {
          int rows = layout.tiled() ? TILE : Math.min(STRIP, height - y);
          byte[] block = new byte[rows * blockWidth * step() * type.bytes()];
          for (int i = 0; i < rows * blockWidth * step(); i++) {
            int pixel = i / step();
            int fromX = Math.min(width - 1, x + pixel % blockWidth);
            int fromY = Math.min(height - 1, y + pixel / blockWidth);
            int channel = layout.planar() ? plane : i % step();
            int from = ((fromY * width + fromX) * channels + channel) * type.bytes();
            System.arraycopy(numbers, from, block, i * type.bytes(), type.bytes());
          }
          blocks.add(packed(block, blockWidth));
        }
      }
    }

    return writer(width, height).write(blocks.toArray(byte[][]::new));
  }

  private int step() {
    return layout.planar() ? 1 : channels;
  }

  private TiffWriter writer(int width, int height) {
    TiffWriter writer = TiffWriter.of(width, height, 8 * type.bytes(), channels);
    writer = coding.bigEndian() ? writer.bigEndian() : writer;
    writer = coding.bigTiff() ? writer.bigTiff() : writer;
    int format = type.text().startsWith("f") ? 3 : type.text().startsWith("i") ? 2 : 1;
    writer
        .tag(TiffTags.SAMPLE_FORMAT, format)
        .tag(TiffTags.COMPRESSION, coding.compression())
        .tag(TiffTags.PREDICTOR, coding.predictor())
        .tag(TiffTags.PLANAR, layout.planar() ? 2 : 1);
    return layout.tiled()
        ? writer.tag(TiffTags.TILE_WIDTH, TILE).tag(TiffTags.TILE_HEIGHT, TILE)
        : writer.tag(TiffTags.ROWS_PER_STRIP, STRIP);
  }

  private byte[] packed(byte[] block, int width) {
    int stride = width * step() * type.bytes();
    for (int start = 0; start < block.length; start += stride) {
      if (coding.predictor() == 2) {
        differences(block, start, stride);
      } else if (coding.predictor() == 3) {
        apart(block, start, stride);
      }
    }

    return switch (coding.compression()) {
      case TiffBlocks.LZW -> Lzw.encode(block);
      case TiffBlocks.DEFLATE, TiffBlocks.OLD_DEFLATE -> PngWriter.deflate(block);
      case TiffBlocks.PACK_BITS -> packBits(block);
      default -> block;
    };
  }

  private void differences(byte[] block, int start, int stride) {
    int size = type.bytes();
    for (int at = start + stride - size; at >= start + step() * size; at -= size) {
      int borrow = 0;
      for (int i = 0; i < size; i++) {
        int place = coding.bigEndian() ? size - 1 - i : i;
        int value = (block[at + place] & 255) - (block[at - step() * size + place] & 255) - borrow;
        block[at + place] = (byte) value;
        borrow = value < 0 ? 1 : 0;
      }
    }
  }

  private void apart(byte[] block, int start, int stride) {
    int size = type.bytes();
    byte[] row = new byte[stride];
    for (int i = 0; i < stride; i++) {
      int place = coding.bigEndian() ? i % size : size - 1 - i % size;
      row[place * (stride / size) + i / size] = block[start + i];
    }
    for (int i = 0; i < stride; i++) {
      block[start + i] = (byte) (row[i] - (i < step() ? 0 : row[i - step()]));
    }
  }

  /** One run, then bytes as they are. */
  private static byte[] packBits(byte[] plain) {
    ByteBuffer out = ByteBuffer.allocate(2 * plain.length + 2);
    for (int at = 0; at < plain.length; ) {
      int run = 1;
      while (at + run < plain.length && run < 128 && plain[at + run] == plain[at]) {
        run++;
      }

      out.put((byte) (1 - run)).put(plain[at]);
      at += run;
    }

    return java.util.Arrays.copyOf(out.array(), out.position());
  }
}
