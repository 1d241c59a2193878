package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The tags of the first page of a TIFF or BigTIFF (TIFF 6.0, section 2). */
final class TiffTags {
  static final int WIDTH = 256;
  static final int HEIGHT = 257;
  static final int BITS = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int FILL_ORDER = 266;
  static final int STRIP_OFFSETS = 273;
  static final int ORIENTATION = 274;
  static final int SAMPLES = 277;
  static final int ROWS_PER_STRIP = 278;
  static final int STRIP_BYTES = 279;
  static final int PLANAR = 284;
  static final int T4_OPTIONS = 292;
  static final int PREDICTOR = 317;
  static final int COLOR_MAP = 320;
  static final int TILE_WIDTH = 322;
  static final int TILE_HEIGHT = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_BYTES = 325;
  static final int EXTRA_SAMPLES = 338;
  static final int SAMPLE_FORMAT = 339;
  static final int JPEG_TABLES = 347;

  private final ByteBuffer view;
  private final boolean big;
  private final Map<Integer, Entry> entries = new HashMap<>();
  private final Set<Integer> beyond = new HashSet<>();

  /** Where the values of a tag are. */
  private record Entry(int size, int count, int start) {}

  TiffTags(byte[] bytes) throws UnreadableException {
    this.view = ByteBuffer.wrap(bytes);
    view.order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    need(0, 8, "its header");
    this.big = view.getShort(2) == 43;
    long start = big ? bigStart() : view.getInt(4) & 0xffffffffL;
    readDirectory(start);
  }

  private long bigStart() throws UnreadableException {
    need(0, 16, "its header");
    return view.getLong(8);
  }

  private void readDirectory(long start) throws UnreadableException {
    int head = big ? 8 : 2;
    int size = big ? 20 : 12;
    need(start, head, "its directory");
    int at = (int) start;
    long count = big ? view.getLong(at) : view.getShort(at) & 0xffff;
    if (count < 0 || count > view.limit()) {
      throw Broken.corrupt("is a TIFF with " + count + " tags");
    }

    need(start + head, count * size, "its directory");
    for (int i = 0; i < count; i++) {
      readEntry(at + head + i * size);
    }
  }

  /** Values that do not lie within the file are left out, as if the tag were not there. */
  private void readEntry(int at) {
    int tag = view.getShort(at) & 0xffff;
    int size = size(view.getShort(at + 2));
    long count = big ? view.getLong(at + 4) : view.getInt(at + 4) & 0xffffffffL;
    int field = big ? at + 12 : at + 8;
    if (count < 0 || count > view.limit()) {
      return;
    }

    boolean inline = count * size <= (big ? 8 : 4);
    long far = big ? view.getLong(field) : view.getInt(field) & 0xffffffffL;
    long start = inline ? field : far;
    if (start >= 0 && start <= view.limit() - count * size) {
      entries.putIfAbsent(tag, new Entry(size, (int) count, (int) start));
    } else {
      beyond.add(tag);
    }
  }

  private static int size(int type) {
    return switch (type) {
      case 3, 8 -> 2;
      case 4, 9, 11, 13 -> 4;
      case 5, 10, 12, 16, 17, 18 -> 8;
      default -> 1;
    };
  }

  private void need(long start, long count, String what) throws UnreadableException {
    if (start < 0 || start > view.limit() - count) {
      throw Broken.truncated(
          "%s should be at byte %d, of %d bytes".formatted(what, start, view.limit()));
    }
  }

  /** Whether a tag was left out because its values do not lie within the file. */
  boolean isBeyond(int tag) {
    return beyond.contains(tag);
  }

  ByteOrder order() {
    return view.order();
  }

  int count(int tag) {
    Entry entry = entries.get(tag);
    return entry == null ? 0 : entry.count();
  }

  /** Where the tag's values begin. */
  int start(int tag) {
    return entries.get(tag).start();
  }

  /** Value {@code index} of a tag, unsigned; {@code absent} where there is none. */
  long value(int tag, int index, long absent) {
    if (index >= count(tag)) {
      return absent;
    }

    Entry entry = entries.get(tag);
    int at = entry.start() + index * entry.size();
    return switch (entry.size()) {
      case 1 -> view.get(at) & 255;
      case 2 -> view.getShort(at) & 0xffff;
      case 4 -> view.getInt(at) & 0xffffffffL;
      default -> view.getLong(at);
    };
  }

  /** The first value of a tag as a small number. */
  int number(int tag, int absent) {
    return (int) Math.max(-1, Math.min(Integer.MAX_VALUE, value(tag, 0, absent)));
  }
}
