package io.millrace.report.twins;

import io.millrace.sample.Split;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Prints as the driver holds them: what their pictures are known by, and the subset that they are
 * in. A picture's place is the order in which it was added.
 */
public final class PrintTable {
  private static final List<Split> SUBSETS = List.of(Split.values());

  /** Category of prints that are found by their pixels alone. */
  public static final int BLIND = -1;

  private static final int ROW = 2 * Long.BYTES + Integer.BYTES + 1;

  private long[] contents = new long[64];
  private long[] hashes = new long[64];
  private int[] categories = new int[64];
  private byte[] homes = new byte[64];
  private int size;

  /**
   * One picture.
   *
   * @param content of its pixels
   * @param hash by {@link Usual#hash}
   * @param category any number of its category, or {@link #BLIND}
   * @param home the subset that it is in
   */
  public record Entry(long content, long hash, int category, Split home) {}

  /** Adds a picture. */
  public void add(Entry entry) {
    add(entry.content, entry.hash, entry.category, code(entry.home));
  }

  private void add(long content, long hash, int category, byte home) {
    if (size == contents.length) {
      grow();
    }

    contents[size] = content;
    hashes[size] = hash;
    categories[size] = category;
    homes[size] = home;
    size++;
  }

  private void grow() {
    int larger = Math.multiplyExact(size, 2);
    contents = Arrays.copyOf(contents, larger);
    hashes = Arrays.copyOf(hashes, larger);
    categories = Arrays.copyOf(categories, larger);
    homes = Arrays.copyOf(homes, larger);
  }

  /** Adds what {@link #bytes} of another gave. */
  public void add(byte[] rows) {
    ByteBuffer buffer = ByteBuffer.wrap(rows);
    while (buffer.hasRemaining()) {
      add(buffer.getLong(), buffer.getLong(), buffer.getInt(), buffer.get());
    }
  }

  /** All of it as bytes. */
  public byte[] bytes() {
    ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(size, ROW));
    for (int i = 0; i < size; i++) {
      buffer.putLong(contents[i]).putLong(hashes[i]).putInt(categories[i]).put(homes[i]);
    }

    return buffer.array();
  }

  /** How many pictures. */
  public int size() {
    return size;
  }

  long content(int place) {
    return contents[place];
  }

  long hash(int place) {
    return hashes[place];
  }

  int category(int place) {
    return categories[place];
  }

  /** Earlier subsets have smaller numbers. */
  int homeCode(int place) {
    return homes[place];
  }

  /** The subset that it is in. */
  public Split home(int place) {
    return SUBSETS.get(homes[place]);
  }

  private static byte code(Split split) {
    return (byte) SUBSETS.indexOf(split);
  }
}
