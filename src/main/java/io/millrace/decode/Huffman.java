package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.util.Arrays;

/**
 * The table of one of deflate's canonical codes (RFC 1951, 3.2.2), looked up by the next bits of
 * the stream. Codes that are longer than the table's index are found in a second one, to which the
 * entry of their first bits links. An entry is an int:
 *
 * <pre>
 *  0..5   bits to take: those of the code, and those that follow it
 *  6..29  literals, the first one lowest; where there are none:
 *  6..9   bits of the code alone; of a link, bits of the second table's index
 *  10..25 base of a length or of a distance; of a link, where the second table begins
 *  28, 29 LINK, SPECIAL
 *  30, 31 how many literals it gives, 0 to 3
 * </pre>
 */
final class Huffman {
  /** To a second table. */
  static final int LINK = 1 << 28;

  /** The end of a block, or bits that no code begins with. */
  static final int SPECIAL = 1 << 29;

  /** Bits that no code begins with. */
  static final int INVALID = SPECIAL | (1 << 10);

  /** Where the number of literals lies. */
  static final int COUNT = 30;

  /** Where the literals lie. */
  static final int LITERALS = 6;

  /** Where the base of a length or of a distance lies. */
  static final int VALUE = 10;

  /** Where the length of the code alone lies. */
  static final int ALONE = 6;

  private static final int LONGEST = 15;

  private final int bits;
  private final int[] table;
  private final int[] count = new int[LONGEST + 1];
  private final int[] place = new int[LONGEST + 1];
  private final int[] sorted;

  /** For at most {@code symbols} symbols; the first table has an index of so many bits. */
  Huffman(int bits, int symbols) {
    this.bits = bits;
    this.sorted = new int[symbols];
    // a second table has two codes at least, so there are at most half as many as symbols
    this.table = new int[(1 << bits) + symbols / 2 * (1 << Math.max(0, LONGEST - bits))];
  }

  /** The entries; the same array for every code. */
  int[] table() {
    return table;
  }

  /** The entry of what {@code next} begins with, also where its code is a long one. */
  int find(long next) {
    int entry = table[(int) next & ((1 << bits) - 1)];
    if (isLiteral(entry) || (entry & LINK) == 0) {
      return entry;
    }

    int rest = (int) (next >>> bits) & ((1 << ((entry >> ALONE) & 15)) - 1);
    return with(table[((entry >> VALUE) & 0xffff) + rest], bits);
  }

  /** The length or the distance of an entry that {@code next} begins with. */
  static int value(int entry, long next) {
    long taken = next & ((1L << (entry & 63)) - 1);
    return ((entry >> VALUE) & 0xffff) + (int) (taken >>> ((entry >> ALONE) & 15));
  }

  /**
   * Makes the table of a code.
   *
   * @param lengths bits of each symbol's code from {@code from} on, 0 where it has none
   * @param meanings entries of the symbols, as many as there are, without their codes' lengths
   */
  void build(byte[] lengths, int from, int symbols, int[] meanings) throws UnreadableException {
    int codes = sort(lengths, from, symbols);
    Arrays.fill(table, 0, 1 << bits, INVALID);
    int free = 1 << bits;
    int code = 0;
    int length = 1;
    int left = count[1];
    int link = -1;
    for (int i = 0; i < codes; i++, code++, left--) {
      for (; left == 0; left = count[length]) {
        length++;
        code <<= 1;
      }

      int entry = meanings[sorted[i]];
      int reversed = Integer.reverse(code) >>> (32 - length);
      if (length <= bits) {
        fill(reversed, 1 << length, 1 << bits, with(entry, length));
        continue;
      }

      int first = reversed & ((1 << bits) - 1);
      if (first != link) {
        link = first;
        int width = width(length, left);
        table[first] = LINK | (free << VALUE) | (width << ALONE) | bits;
        free += 1 << width;
      }
      int start = (table[first] >> VALUE) & 0xffff;
      int width = (table[first] >> ALONE) & 15;
      int rest = length - bits;
      fill(start + (reversed >>> bits), 1 << rest, start + (1 << width), with(entry, rest));
    }
  }

  private void fill(int from, int step, int end, int entry) {
    for (int i = from; i < end; i += step) {
      table[i] = entry;
    }
  }

  /** Bits that tell the codes apart which share the first bits of one of {@code length} bits. */
  private int width(int length, int left) {
    int width = length - bits;
    int used = left;
    while (used < 1 << width && bits + width < LONGEST) {
      width++;
      used = 2 * used + count[bits + width];
    }

    return width;
  }

  /** Sorts the symbols by their codes; gives how many have one. */
  private int sort(byte[] lengths, int from, int symbols) throws UnreadableException {
    Arrays.fill(count, 0);
    for (int i = 0; i < symbols; i++) {
      count[lengths[from + i]]++;
    }

    int codes = 0;
    int free = 1;
    for (int length = 1; length <= LONGEST; length++) {
      place[length] = codes;
      codes += count[length];
      free = 2 * free - count[length];
      if (free < 0) {
        throw Broken.corrupt("has damaged pixel data: more codes than fit");
      }
    }

    // as zlib has it: of a code only one bit long, one half may be unused
    if (free > 0 && codes > 0 && (codes > 1 || count[1] == 0)) {
      throw Broken.noCode();
    }

    for (int i = 0; i < symbols; i++) {
      if (lengths[from + i] > 0) {
        sorted[place[lengths[from + i]]++] = i;
      }
    }

    return codes;
  }

  /** A symbol's entry once the length of its code is known. */
  private static int with(int entry, int length) {
    return entry + length + (isLiteral(entry) ? 0 : length << ALONE);
  }

  static boolean isLiteral(int entry) {
    return entry >>> COUNT != 0;
  }

  /** Makes two or three literals of one where the bits of the index suffice for them. */
  void gather() {
    // downwards: the entries of those that follow lie below and are still single ones
    for (int i = (1 << bits) - 1; i >= 0; i--) {
      int first = table[i];
      int length = first & 63;
      int second = table[i >>> length];
      if (isLiteral(first) && fits(second, length)) {
        int both = first + merged(second, 1);
        length = both & 63;
        int third = table[i >>> length];
        table[i] = fits(third, length) ? both + merged(third, 2) : both;
      }
    }
  }

  private boolean fits(int entry, int before) {
    return isLiteral(entry) && before + (entry & 63) <= bits;
  }

  /** What a single literal adds to an entry as its second or third one. */
  private static int merged(int entry, int place) {
    int literal = (entry >>> LITERALS) & 255;
    return (1 << COUNT) + (literal << (LITERALS + 8 * place)) + (entry & 63);
  }
}
