package io.millrace.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Draws small TIFFs: tags and blocks are set one by one, so that they can be wrong, too. */
final class TiffWriter {
  private final ByteOrder order;
  private final boolean big;
  private final Map<Integer, int[]> tags = new TreeMap<>();
  private byte[][] blocks = new byte[0][];

  private TiffWriter(ByteOrder order, boolean big) {
    this.order = order;
    this.big = big;
  }

  /** An uncompressed picture in one strip, its samples black at zero. */
  static TiffWriter of(int width, int height, int bits, int samples) {
    TiffWriter writer = new TiffWriter(ByteOrder.LITTLE_ENDIAN, false);
    int[] each = new int[samples];
    Arrays.fill(each, bits);
    return writer
        .tag(TiffTags.WIDTH, width)
        .tag(TiffTags.HEIGHT, height)
        .tag(TiffTags.BITS, each)
        .tag(TiffTags.SAMPLES, samples)
        .tag(TiffTags.PHOTOMETRIC, samples < 3 ? 1 : 2);
  }

  TiffWriter bigEndian() {
    return copy(ByteOrder.BIG_ENDIAN, big);
  }

  TiffWriter bigTiff() {
    return copy(order, true);
  }

  private TiffWriter copy(ByteOrder newOrder, boolean newBig) {
    TiffWriter writer = new TiffWriter(newOrder, newBig);
    writer.tags.putAll(tags);
    return writer;
  }

  TiffWriter tag(int tag, int... values) {
    tags.put(tag, values);
    return this;
  }

  /** Strips, or tiles where the tags say so. */
  byte[] write(byte[]... data) {
    blocks = data;
    boolean tiled = tags.containsKey(TiffTags.TILE_WIDTH);
    int offsets = tiled ? TiffTags.TILE_OFFSETS : TiffTags.STRIP_OFFSETS;
    int counts = tiled ? TiffTags.TILE_BYTES : TiffTags.STRIP_BYTES;
    int[] starts = new int[data.length];
    int[] lengths = new int[data.length];
    int at = 16;
    for (int i = 0; i < data.length; i++) {
      starts[i] = at;
      lengths[i] = data[i].length;
      at += data[i].length;
    }
    tags.putIfAbsent(offsets, starts);
    tags.putIfAbsent(counts, lengths);
    return file(at);
  }

  private byte[] file(int directory) {
    ByteBuffer out = ByteBuffer.allocate(1 << 16).order(order);
    out.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
    if (big) {
      out.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(directory);
    } else {
      out.putShort((short) 42).putInt(directory);
    }
    out.position(16);
    for (byte[] block : blocks) {
      out.put(block);
    }
    int far = directory + 8 + 20 * tags.size() + 8;
    put(out, tags.size());
    for (Map.Entry<Integer, int[]> tag : tags.entrySet()) {
      far = entry(out, tag.getKey(), tag.getValue(), far);
    }
    return Arrays.copyOf(out.array(), far);
  }

  private void put(ByteBuffer out, int count) {
    if (big) {
      out.putLong(count);
    } else {
      out.putShort((short) count);
    }
  }

  private int entry(ByteBuffer out, int tag, int[] values, int far) {
    out.putShort((short) tag).putShort((short) 4);
    if (big) {
      out.putLong(values.length);
    } else {
      out.putInt(values.length);
    }
    int size = big ? 8 : 4;
    boolean inline = 4 * values.length <= size;
    int start = inline ? out.position() : far;
    for (int i = 0; i < values.length; i++) {
      out.putInt(start + 4 * i, values[i]);
    }
    if (!inline) {
      out.putInt(out.position() + (big && order == ByteOrder.BIG_ENDIAN ? 4 : 0), far);
    }
    out.position(out.position() + size);
    return inline ? far : far + 4 * values.length;
  }
}
