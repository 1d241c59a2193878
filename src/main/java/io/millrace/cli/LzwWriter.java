package io.millrace.cli;

import java.io.ByteArrayOutputStream;

/** LZW as in TIFF 6.0, section 13, for files that benchmarks read. */
final class LzwWriter {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST = 258;
  private static final int LAST = 4094;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Code of a string and a byte behind it, with the number of the table that it is in. */
  private final long[] codes = new long[1 << 20];

  private long table;
  private int next;
  private long buffer;
  private int buffered;

  private LzwWriter() {}

  static byte[] encode(byte[] plain) {
    LzwWriter writer = new LzwWriter();
    writer.clear();
    writer.write(plain);
    writer.put(END);
    writer.put(0);
    return writer.out.toByteArray();
  }

  private void write(byte[] plain) {
    int found = plain[0] & 255;
    for (int i = 1; i < plain.length; i++) {
      int value = plain[i] & 255;
      int key = found << 8 | value;
      if (codes[key] >> 12 == table) {
        found = (int) (codes[key] & 4095);
        continue;
      }

      put(found);
      codes[key] = table << 12 | next++;
      if (next == LAST) {
        clear();
      }
      found = value;
    }
    put(found);
    next++;
  }

  private void clear() {
    put(CLEAR);
    table++;
    next = FIRST;
  }

  /** As wide as the reader expects, which knows of the last string one code later. */
  private void put(int code) {
    int width = next < 512 ? 9 : next < 1024 ? 10 : next < 2048 ? 11 : 12;
    buffer = buffer << width | code;
    buffered += width;
    while (buffered >= 8) {
      buffered -= 8;
      out.write((int) (buffer >> buffered));
    }
  }
}
