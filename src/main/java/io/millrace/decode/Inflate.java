package io.millrace.decode;

import static io.millrace.decode.BitSource.LONG;
import static io.millrace.decode.BlockCodes.DISTANCE_BITS;
import static io.millrace.decode.BlockCodes.LITERAL_BITS;
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
 * Inflates a deflate stream (RFC 1951) with 64 bits at once in hand, made for pictures: mostly
 * literals, of which a look-up gives up to three where their codes are short. Can stop anywhere and
 * go on. For one thread.
 */
final class Inflate {
  /**
   * How many bytes it may write behind the limit that it was given: a byte before it begins what
   * may be twelve literals and a match of 258 bytes, which is copied by eights.
   */
  static final int SLACK = 11 + 264;

  /** How far back a match may lie. */
  static final int HISTORY = 1 << 15;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private enum State {
    HEADER,
    STORED,
    CODES,
    DONE,
    BROKEN
  }

  private final BitSource source = new BitSource();
  private final BlockCodes codes = new BlockCodes();
  private State state = State.DONE;
  private boolean last;
  private int stored;
  private int written;
  private UnreadableException failure;

  /** Begins a stream at {@code from}, which ends at {@code to}; behind it are PADDING bytes. */
  void begin(byte[] bytes, int from, int to) {
    source.begin(bytes, from, to);
    last = false;
    failure = null;
    state = State.HEADER;
  }

  /** Lets go of the stream. */
  void forget() {
    begin(new byte[BitSource.PADDING], 0, 0);
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

  private void header() throws UnreadableException {
    if (last) {
      state = State.DONE;
      return;
    }

    source.checkEnd();
    source.refill();
    last = source.take(1) == 1;
    switch (source.take(2)) {
      case 0 -> beginStored();
      case 1 -> {
        codes.fixed();
        state = State.CODES;
      }
      case 2 -> {
        codes.dynamic(source);
        state = State.CODES;
      }
      default -> throw Broken.corrupt("has damaged pixel data: a block of no known kind");
    }
  }

  private void beginStored() throws UnreadableException {
    source.align();
    stored = source.take(16);
    if (stored != (source.take(16) ^ 0xffff)) {
      throw Broken.corrupt("has damaged pixel data: a stored block of two lengths");
    }

    state = State.STORED;
  }

  private void copyStored(byte[] target, int limit) throws UnreadableException {
    int count = source.copy(target, written, Math.min(stored, limit - written));
    stored -= count;
    written += count;
    if (stored == 0) {
      state = State.HEADER;
    } else if (written < limit) {
      throw Broken.early();
    }
  }

  /** Decodes as long as the bytes that it looks at are the stream's. */
  private void decode(byte[] target, int limit) throws UnreadableException {
    byte[] bytes = source.bytes();
    int[] literals = codes.literals().table();
    int[] distances = codes.distances().table();
    int mask = (1 << LITERAL_BITS) - 1;
    int out = written;
    int in = source.at();
    long bits = source.bits();
    int held = source.held();
    int inLimit = source.end() - 16;
    while (out < limit && in <= inLimit) {
      bits |= (long) LONG.get(bytes, in) << held;
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
          }
        }
        bits |= (long) LONG.get(bytes, in) << held;
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
          throw Broken.noCode();
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
          throw Broken.noCode();
        }
        bits >>>= DISTANCE_BITS;
        held -= DISTANCE_BITS;
        far =
            distances[
                ((far >> VALUE) & 0xffff) + ((int) bits & ((1 << ((far >> ALONE) & 15)) - 1))];
        if ((far & SPECIAL) != 0) {
          written = out;
          throw Broken.noCode();
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
        throw Broken.corrupt("has damaged pixel data: a match before its beginning");
      }
      copy(target, from, out, length);
      out += length;
    }

    source.go(in, bits, held & 63);
    written = out;
  }

  /** Decodes the last symbols, one by one, and none that is not all there. */
  private void decodeLast(byte[] target, int limit) throws UnreadableException {
    while (written < limit && state == State.CODES && source.at() > source.end() - 16) {
      long left = source.left();
      source.refill();
      int entry = codes.literals().find(source.bits());
      if (Huffman.isLiteral(entry)) {
        int literal = (entry >> LITERALS) & 255;
        take(codes.length(literal), left);
        target[written++] = (byte) literal;
      } else if ((entry & SPECIAL) == 0) {
        copyLast(target, entry, left);
      } else if ((entry & Huffman.INVALID) == Huffman.INVALID) {
        throw Broken.noCode();
      } else {
        take(entry & 63, left);
        state = State.HEADER;
      }
    }
  }

  private void take(int count, long left) throws UnreadableException {
    if (count > left) {
      throw Broken.early();
    }

    source.take(count);
  }

  private void copyLast(byte[] target, int entry, long left) throws UnreadableException {
    int far = codes.distances().find(source.bits() >>> entry);
    if ((far & SPECIAL) != 0) {
      throw Broken.noCode();
    }

    int length = Huffman.value(entry, source.bits());
    take(entry & 63, left);
    int distance = Huffman.value(far, source.bits());
    take(far & 63, left - (entry & 63));
    if (distance > written) {
      throw Broken.corrupt("has damaged pixel data: a match before its beginning");
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
