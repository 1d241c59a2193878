package io.millrace.decode;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/** Writes TIFF's LZW, clear codes and wide codes included. */
final class Lzw {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<String, Integer> table = new HashMap<>();
  private long buffer;
  private int buffered;
  private int width = 9;

  private Lzw() {}

  static byte[] encode(byte[] plain) {
    Lzw lzw = new Lzw();
    lzw.clear();
    String found = "";
    for (byte value : plain) {
      String longer = found + (char) (value & 255);
      if (longer.length() == 1 || lzw.table.containsKey(longer)) {
        found = longer;
        continue;
      }

      lzw.put(lzw.code(found));
      lzw.add(longer);
      found = longer.substring(longer.length() - 1);
    }

    lzw.put(lzw.code(found));
    lzw.add(found + "end");
    lzw.put(257);
    lzw.put(0);
    return lzw.out.toByteArray();
  }

  private int code(String text) {
    return text.length() == 1 ? text.charAt(0) : table.get(text);
  }

  private void add(String text) {
    table.put(text, 258 + table.size());
    int next = 258 + table.size();
    width = next < 512 ? 9 : next < 1024 ? 10 : next < 2048 ? 11 : 12;
    if (next == 4094) {
      clear();
    }
  }

  private void clear() {
    put(256);
    table.clear();
    width = 9;
  }

  private void put(int code) {
    buffer = buffer << width | code;
    buffered += width;
    while (buffered >= 8) {
      buffered -= 8;
      out.write((int) (buffer >> buffered));
    }
  }
}
