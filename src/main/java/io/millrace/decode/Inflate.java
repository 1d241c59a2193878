package io.millrace.decode;

import static io.millrace.decode.Huffman.ALONE;
import static io.millrace.decode.Huffman.COUNT;
import static io.millrace.decode.Huffman.LINK;
import static io.millrace.decode.Huffman.LITERALS;
import static io.millrace.decode.Huffman.SPECIAL;
import static io.millrace.decode.Huffman.VALUE;

import io.millrace.sample.UnreadableException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Inflates a deflate stream (RFC 1951) bit by bit of 64 at once, made for pictures: mostly
 * literals, of which a look-up gives two where their codes are short. Can stop anywhere and go on.
 * For one thread.
 */
final class Inflate {
  /** Zero bytes that must follow the stream in its array. */
  static final int PADDING = 32;

  /**
   * How many bytes it may write behind the limit that it was given: a byte before it begins what
   * may be six literals and a match of 258 bytes, which is copied by eights.
   */
  static final int SLACK = 5 + 264;

  /** How far back a match may lie. */
  static final int HISTORY = 1 << 15;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int LITERAL_BITS = 10;
  private static final int DISTANCE_BITS = 8;
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

  private enum State {
    HEADER,
    STORED,
    CODES,
    DONE,
    BROKEN
  }

  private final Huffman literals = new Huffman(LITERAL_BITS, 288);
  private final Huffman distances = new Huffman(DISTANCE_BITS, 32);
  private final Huffman orders = new Huffman(ORDER_BITS, 19);
  private final byte[] lengths = new byte[288 + 32 + 138];

  private byte[] source;
  private int end;
  private int in;
  private long bits;
  private int held; // of bits, how many are of the stream; above them may be more, which are right
  private State state = State.DONE;
  private boolean last;
  private int stored;
  private byte[] codeLengths = lengths; // those that the tables were made of, literals first
  private int written;
  private UnreadableException failure;

  /** Begins a stream at {@code from}, which ends at {@code to}; behind it are PADDING bytes. */
  void begin(byte[] bytes, int from, int to) {
    source = bytes;
    in = from;
    end = to;
    bits = 0;
    held = 0;
    last = false;
    failure = null;
    state = State.HEADER;
  }

  /** Lets go of the stream. */
  void forget() {
    begin(new byte[PADDING], 0, 0);
  }

  /**
   * Writes bytes from {@code at} on until there are {@code limit} or more, SLACK at most, the
   * stream ends, or it is damaged; what lies before {@code at} must be what it wrote before,
   * HISTORY of it if there was so much. Gives where it stopped. Refuses damage only where there is
   * nothing before it to write, so that bytes count as zlib's do, wherever the limits lie.
   */
  int fill(byte[] target, int at, int limit) throws UnreadableException {
    written = at;
    try {
      while (written < limit && state != State.DONE) {
        step(target, limit);
      }
    } catch (UnreadableException e) {
      failure = e;
      state = State.BROKEN;
      if (written == at) {
        throw e;
      }
    }

    return written;
  }

  private void step(byte[] target, int limit) throws UnreadableException {
    switch (state) {
      case HEADER -> header();
      case STORED -> copyStored(target, limit);
      case CODES -> {
        decode(target, limit);
        decodeLast(target, limit);
      }
      case BROKEN -> throw failure;
      case DONE -> {}
    }
  }

  private void refill() {
    bits |= (long) LONG.get(source, in) << held;
    in += (63 - held) >> 3;
    held |= 56;
  }

  private int take(int count) {
    int value = (int) bits & ((1 << count) - 1);
    bits >>>= count;
    held -= count;
    return value;
  }

  private void checkEnd() throws UnreadableException {
    if (in - (held >> 3) > end) {
      throw early();
    }
  }

  private static UnreadableException early() {
    return Broken.truncated("its compressed data end early");
  }

  private static UnreadableException noCode() {
    return Broken.corrupt("has damaged pixel data: bits without a code");
  }

  private static UnreadableException tooFar() {
    return Broken.corrupt("has damaged pixel data: a match before its beginning");
  }

  private void header() throws UnreadableException {
    if (last) {
      state = State.DONE;
      return;
    }

    checkEnd();
    refill();
    last = take(1) == 1;
    switch (take(2)) {
      case 0 -> beginStored();
      case 1 -> beginFixed();
      case 2 -> beginDynamic();
      default -> throw Broken.corrupt("has damaged pixel data: a block of no known kind");
    }
  }

  private void beginStored() throws UnreadableException {
    take(held & 7);
    int length = take(16);
    if (length != (take(16) ^ 0xffff)) {
      throw Broken.corrupt("has damaged pixel data: a stored block of two lengths");
    }

    // the bytes that are held are read again
    in -= held >> 3;
    bits = 0;
    held = 0;
    stored = length;
    state = State.STORED;
  }

  private void copyStored(byte[] target, int limit) throws UnreadableException {
    int count = Math.min(Math.min(stored, limit - written), Math.max(0, end - in));
    System.arraycopy(source, in, target, written, count);
    in += count;
    stored -= count;
    written += count;
    if (stored == 0) {
      state = State.HEADER;
    } else if (written < limit) {
      throw early();
    }
  }

  private void beginFixed() throws UnreadableException {
    // empty blocks have ten bits, so a file can have millions
    if (codeLengths != FIXED) {
      literals.build(FIXED, 0, 288, LITERAL_ENTRIES);
      literals.gather();
      distances.build(FIXED, 288, 32, DISTANCES);
      codeLengths = FIXED;
    }
    state = State.CODES;
  }

  private void beginDynamic() throws UnreadableException {
    int literalCodes = take(5) + 257;
    int distanceCodes = take(5) + 1;
    int orderCodes = take(4) + 4;
    if (literalCodes > 286 || distanceCodes > 30) {
      throw Broken.corrupt("has damaged pixel data: too many codes");
    }

    byte[] order = new byte[ORDER.length];
    for (int i = 0; i < orderCodes; i++) {
      checkEnd();
      refill();
      order[ORDER[i]] = (byte) take(3);
    }
    orders.build(order, 0, order.length, ORDERS);
    readLengths(literalCodes + distanceCodes);
    if (lengths[END] == 0) {
      throw Broken.corrupt("has damaged pixel data: a block without an end");
    }

    codeLengths = lengths;
    literals.build(lengths, 0, literalCodes, LITERAL_ENTRIES);
    literals.gather();
    distances.build(lengths, literalCodes, distanceCodes, DISTANCES);
    state = State.CODES;
  }

  private void readLengths(int count) throws UnreadableException {
    int i = 0;
    while (i < count) {
      checkEnd();
      refill();
      int entry = orders.table()[(int) bits & ((1 << ORDER_BITS) - 1)];
      if ((entry & SPECIAL) != 0) {
        throw noCode();
      }

      take(entry & 63);
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
            case 16 -> 3 + take(2);
            case 17 -> 3 + take(3);
            default -> 11 + take(7);
          };
      Arrays.fill(lengths, i, i + times, value);
      i += times;
    }

    if (i > count) {
      throw Broken.corrupt("has damaged pixel data: more lengths than codes");
    }
  }

  /** Decodes as long as the bytes that it looks at are the stream's. */
  private void decode(byte[] target, int limit) throws UnreadableException {
    byte[] source = this.source;
    int[] literals = this.literals.table();
    int[] distances = this.distances.table();
    int mask = (1 << LITERAL_BITS) - 1;
    int out = written;
    int in = this.in;
    long bits = this.bits;
    int held = this.held;
    int inLimit = end - 16;
    while (out < limit && in <= inLimit) {
      bits |= (long) LONG.get(source, in) << held;
      in += (~held >>> 3) & 7;
      held |= 56;
      int entry = literals[(int) bits & mask];
      if (entry >>> COUNT != 0) {
        INT.set(target, out, entry >>> LITERALS);
        out += entry >>> COUNT;
        bits >>>= entry;
        held -= entry;
        entry = literals[(int) bits & mask];
        if (entry >>> COUNT != 0) {
          INT.set(target, out, entry >>> LITERALS);
          out += entry >>> COUNT;
          bits >>>= entry;
          held -= entry;
          entry = literals[(int) bits & mask];
          if (entry >>> COUNT != 0) {
            INT.set(target, out, entry >>> LITERALS);
            out += entry >>> COUNT;
            bits >>>= entry;
            held -= entry;
            continue;
          }
        }
        bits |= (long) LONG.get(source, in) << held;
        in += (~held >>> 3) & 7;
        held |= 56;
      }

      if ((entry & LINK) != 0) {
        bits >>>= LITERAL_BITS;
        held -= LITERAL_BITS;
        entry =
            literals[
                ((entry >> VALUE) & 0xffff) + ((int) bits & ((1 << ((entry >> ALONE) & 15)) - 1))];
        if (entry >>> COUNT != 0) {
          target[out++] = (byte) (entry >>> LITERALS);
          bits >>>= entry;
          held -= entry;
          continue;
        }
      }

      if ((entry & SPECIAL) != 0) {
        if ((entry & Huffman.INVALID) == Huffman.INVALID) {
          written = out;
          throw noCode();
        }

        bits >>>= entry;
        held -= entry;
        state = State.HEADER;
        break;
      }

      int alone = (entry >> ALONE) & 15;
      int length =
          ((entry >> VALUE) & 0x1ff) + (int) ((bits & ((1L << (entry & 63)) - 1)) >>> alone);
      bits >>>= entry;
      held -= entry;
      int far = distances[(int) bits & ((1 << DISTANCE_BITS) - 1)];
      if ((far & (LINK | SPECIAL)) != 0) {
        if ((far & LINK) == 0) {
          written = out;
          throw noCode();
        }
        bits >>>= DISTANCE_BITS;
        held -= DISTANCE_BITS;
        far =
            distances[
                ((far >> VALUE) & 0xffff) + ((int) bits & ((1 << ((far >> ALONE) & 15)) - 1))];
        if ((far & SPECIAL) != 0) {
          written = out;
          throw noCode();
        }
      }
      int distance =
          ((far >> VALUE) & 0xffff)
              + (int) ((bits & ((1L << (far & 63)) - 1)) >>> ((far >> ALONE) & 15));
      bits >>>= far;
      held -= far;
      int from = out - distance;
      if (from < 0) {
        written = out;
        throw tooFar();
      }
      copy(target, from, out, length);
      out += length;
    }

    this.in = in;
    this.bits = bits;
    this.held = held & 63;
    written = out;
  }

  /** Decodes the last symbols, one by one, and none that is not all there. */
  private void decodeLast(byte[] target, int limit) throws UnreadableException {
    while (written < limit && state == State.CODES && in > end - 16) {
      long left = 8L * (end - in) + held;
      refill();
      int entry = literals.find(bits);
      if (Huffman.isLiteral(entry)) {
        int literal = (entry >> LITERALS) & 255;
        take(codeLengths[literal], left);
        target[written++] = (byte) literal;
      } else if ((entry & SPECIAL) == 0) {
        copyLast(target, entry, left);
      } else if ((entry & Huffman.INVALID) == Huffman.INVALID) {
        throw noCode();
      } else {
        take(entry & 63, left);
        state = State.HEADER;
      }
    }
  }

  private void take(int count, long left) throws UnreadableException {
    if (count > left) {
      throw early();
    }

    take(count);
  }

  private void copyLast(byte[] target, int entry, long left) throws UnreadableException {
    int far = distances.find(bits >>> entry);
    if ((far & SPECIAL) != 0) {
      throw noCode();
    }

    int length = Huffman.value(entry, bits);
    take(entry & 63, left);
    int distance = Huffman.value(far, bits);
    take(far & 63, left - (entry & 63));
    if (distance > written) {
      throw tooFar();
    }

    copy(target, written - distance, written, length);
    written += length;
  }

  private static void copy(byte[] target, int from, int out, int length) {
    int stop = out + length;
    if (out - from >= 8) {
      for (int i = out, j = from; i < stop; i += 8, j += 8) {
        LONG.set(target, i, (long) LONG.get(target, j));
      }
    } else if (out - from == 1) {
      Arrays.fill(target, out, stop, target[from]);
    } else {
      for (int i = out, j = from; i < stop; i++, j++) {
        target[i] = target[j];
      }
    }
  }
}
