package io.millrace.report.twins;

import java.util.function.IntConsumer;

/**
 * Finds all hashes within {@link #REACH} bits of one, surely and without comparing all pairs:
 * multi-index hashing (Norouzi, Punjani and Fleet, "Fast Search in Hamming Space with Multi-Index
 * Hashing", 2012). Two hashes that differ in at most 11 bits differ in at most 2 of one of their
 * four bands of 16 bits.
 */
final class HashIndex {
  /** Bits that hashes of near pictures differ in at most. */
  static final int REACH = 11;

  private static final int BANDS = 4;
  private static final int BITS = Long.SIZE / BANDS;
  private static final int BUCKETS = 1 << BITS;
  private static final int[] NEAR = near();

  private final long[] hashes;
  private final int[][] starts = new int[BANDS][];
  private final int[][] members = new int[BANDS][];

  /** Over those hashes, which it keeps. */
  HashIndex(long[] hashes) {
    this.hashes = hashes;
    for (int band = 0; band < BANDS; band++) {
      fill(band);
    }
  }

  /** What a band is changed by: nothing, one bit, two bits. */
  private static int[] near() {
    int[] masks = new int[1 + BITS + BITS * (BITS - 1) / 2];
    int count = 1;
    for (int one = 0; one < BITS; one++) {
      masks[count++] = 1 << one;
      for (int two = 0; two < one; two++) {
        masks[count++] = 1 << one | 1 << two;
      }
    }

    return masks;
  }

  private static int band(long hash, int band) {
    return (int) (hash >>> (band * BITS)) & (BUCKETS - 1);
  }

  private void fill(int band) {
    int[] start = new int[BUCKETS + 1];
    for (long hash : hashes) {
      start[band(hash, band) + 1]++;
    }

    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      start[bucket + 1] += start[bucket];
    }

    int[] next = start.clone();
    int[] member = new int[hashes.length];
    for (int i = 0; i < hashes.length; i++) {
      member[next[band(hashes[i], band)]++] = i;
    }

    starts[band] = start;
    members[band] = member;
  }

  /**
   * Tells the places of all hashes within reach; some of them several times.
   *
   * @param looks hashes that are looked at, at most
   * @return whether that was enough
   */
  boolean within(long hash, int looks, IntConsumer found) {
    int left = looks;
    for (int band = 0; band < BANDS; band++) {
      for (int mask : NEAR) {
        int bucket = band(hash, band) ^ mask;
        int from = starts[band][bucket];
        int to = Math.min(starts[band][bucket + 1], from + left);
        left -= to - from;
        for (int at = from; at < to; at++) {
          int place = members[band][at];
          if (Long.bitCount(hashes[place] ^ hash) <= REACH) {
            found.accept(place);
          }
        }
      }
    }

    return left > 0;
  }
}
