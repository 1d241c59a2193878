package io.millrace.decode;

import static io.millrace.decode.Huffman.COUNT;
import static io.millrace.decode.Huffman.LITERALS;
import static io.millrace.decode.Huffman.SPECIAL;
import static io.millrace.decode.Huffman.VALUE;

import io.millrace.sample.UnreadableException;
import java.util.Arrays;

/**
 * The two codes of a block (RFC 1951, 3.2.5 to 3.2.7): of literals and lengths, and of distances.
 */
final class BlockCodes {
  /** Bits of the first look-up of a literal or a length. */
  static final int LITERAL_BITS = 10;

  /** Bits of the first look-up of a distance. */
  static final int DISTANCE_BITS = 8;

  private static final int ORDER_BITS = 7;
  private static final int END = 256;
  private static final int[] LITERAL_ENTRIES = new int[288];
  private static final int[] DISTANCES = new int[32];
  private static final int[] ORDERS = new int[19];
  private static final byte[] FIXED = new byte[288 + 32];
  private static final byte[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  static {
    for (int i = 0; i < END; i++) {
      LITERAL_ENTRIES[i] = (1 << COUNT) | (i << LITERALS);
    }
    LITERAL_ENTRIES[END] = SPECIAL;
    Arrays.fill(LITERAL_ENTRIES, 286, 288, Huffman.INVALID);
    for (int i = 0, base = 3; i < 28; i++) {
      int extra = Math.max(0, (i >> 2) - 1);
      LITERAL_ENTRIES[257 + i] = (base << VALUE) | extra;
      base += 1 << extra;
    }
    LITERAL_ENTRIES[285] = (258 << VALUE);
    for (int i = 0, base = 1; i < 30; i++) {
      int extra = Math.max(0, (i >> 1) - 1);
      DISTANCES[i] = (base << VALUE) | extra;
      base += 1 << extra;
    }
    Arrays.fill(DISTANCES, 30, 32, Huffman.INVALID);
    for (int i = 0; i < ORDERS.length; i++) {
      ORDERS[i] = i << VALUE;
    }
    Arrays.fill(FIXED, 0, 144, (byte) 8);
    Arrays.fill(FIXED, 144, 256, (byte) 9);
    Arrays.fill(FIXED, 256, 280, (byte) 7);
    Arrays.fill(FIXED, 280, 288, (byte) 8);
    Arrays.fill(FIXED, 288, 320, (byte) 5);
  }

  private final Huffman literals = new Huffman(LITERAL_BITS, 288);
  private final Huffman distances = new Huffman(DISTANCE_BITS, 32);
  private final Huffman orders = new Huffman(ORDER_BITS, 19);
  private final byte[] order = new byte[ORDER.length];
  private final byte[] lengths = new byte[288 + 32 + 138];
  private byte[] codeLengths = lengths; // those that the tables were made of, literals first

  /** Of literals, lengths and the end of the block. */
  Huffman literals() {
    return literals;
  }

  /** Of distances. */
  Huffman distances() {
    return distances;
  }

  /** Bits of the code of a literal alone, whatever follows it in its entry. */
  int length(int literal) {
    return codeLengths[literal];
  }

  /** Those of a block that brings none. */
  void fixed() throws UnreadableException {
    // empty blocks have ten bits, so a file can have millions
    if (codeLengths != FIXED) {
      literals.build(FIXED, 0, 288, LITERAL_ENTRIES);
      literals.gather();
      distances.build(FIXED, 288, 32, DISTANCES);
      codeLengths = FIXED;
    }
  }

  /** Reads them from the head of a block. */
  void dynamic(BitSource in) throws UnreadableException {
    int literalCodes = in.take(5) + 257;
    int distanceCodes = in.take(5) + 1;
    int orderCodes = in.take(4) + 4;
    if (literalCodes > 286 || distanceCodes > 30) {
      throw Broken.corrupt("has damaged pixel data: too many codes");
    }

    Arrays.fill(order, (byte) 0);
    for (int i = 0; i < orderCodes; i++) {
      in.checkEnd();
      in.refill();
      order[ORDER[i]] = (byte) in.take(3);
    }
    orders.build(order, 0, order.length, ORDERS);
    readLengths(in, literalCodes + distanceCodes);
    if (lengths[END] == 0) {
      throw Broken.corrupt("has damaged pixel data: a block without an end");
    }

    codeLengths = lengths;
    literals.build(lengths, 0, literalCodes, LITERAL_ENTRIES);
    literals.gather();
    distances.build(lengths, literalCodes, distanceCodes, DISTANCES);
  }

  private void readLengths(BitSource in, int count) throws UnreadableException {
    int i = 0;
    while (i < count) {
      in.checkEnd();
      in.refill();
      int entry = orders.find(in.bits());
      if ((entry & SPECIAL) != 0) {
        throw Broken.noCode();
      }

      in.take(entry & 63);
      int symbol = entry >>> VALUE;
      if (symbol < 16) {
        lengths[i++] = (byte) symbol;
        continue;
      }

      if (symbol == 16 && i == 0) {
        throw Broken.corrupt("has damaged pixel data: nothing to repeat");
      }

      byte value = symbol == 16 ? lengths[i - 1] : 0;
      int times =
          switch (symbol) {
            case 16 -> 3 + in.take(2);
            case 17 -> 3 + in.take(3);
            default -> 11 + in.take(7);
          };
      Arrays.fill(lengths, i, i + times, value);
      i += times;
    }

    if (i > count) {
      throw Broken.corrupt("has damaged pixel data: more lengths than codes");
    }
  }
}
