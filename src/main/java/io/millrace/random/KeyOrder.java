package io.millrace.random;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A {@link KeyMix#permutation} by its places, in bounded memory. Where it is longer than may be
 * held, the numbers are counted by the first bits of their ranks, and whoever asks for places goes
 * over all numbers once, so many places are to be asked for together. Immutable.
 */
public final class KeyOrder {
  private final int size;
  private final long key;

  /** All of a short permutation, else nothing. */
  private final int[] held;

  /**
   * How many numbers have ranks up to those of each bucket, and how far a rank is shifted to it.
   */
  private final int[] ends;

  private final int shift;

  /**
   * The order of 0..size-1 under a key.
   *
   * @param most how many integers it may hold, >= 2
   */
  public KeyOrder(int size, long key, int most) {
    if (most < 2) {
      throw new IllegalArgumentException("Invalid number of integers: " + most + " (must be >= 2)");
    }

    this.size = size;
    this.key = key;
    this.held = size <= most ? KeyMix.permutation(size, key) : new int[0];
    int bits = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(most);
    this.shift = Long.SIZE - bits;
    this.ends = size <= most ? new int[0] : ends(1 << bits);
  }

  private int[] ends(int buckets) {
    int[] counts = new int[buckets];
    for (int i = 0; i < size; i++) {
      counts[bucket(KeyMix.rank(key, i))]++;
    }

    for (int i = 1; i < buckets; i++) {
      counts[i] += counts[i - 1];
    }

    return counts;
  }

  /** Buckets count up as ranks do. */
  private int bucket(long rank) {
    return (int) ((rank ^ Long.MIN_VALUE) >>> shift);
  }

  /** The number in that place. */
  public int at(int place) {
    return size == held.length ? held[place] : at(new int[] {place})[0];
  }

  /** The numbers in those places, which may be in any order. */
  public int[] at(int[] places) {
    int[] numbers = new int[places.length];
    if (size == held.length) {
      Arrays.setAll(numbers, i -> held[places[i]]);
      return numbers;
    }

    long[] sorted = sorted(places);
    long[] ranks = ranks(sorted);
    int bucket = -1;
    int from = 0;
    for (long pair : sorted) {
      int place = (int) (pair >> Integer.SIZE);
      int next = bucketOf(place);
      from += bucket >= 0 && next != bucket ? ends[bucket] - begin(bucket) : 0;
      bucket = next;
      numbers[(int) pair] = KeyMix.ofRank(key, ranks[from + place - begin(bucket)]);
    }

    return numbers;
  }

  /** The places, each with its index in the low half. */
  private static long[] sorted(int[] places) {
    long[] sorted = new long[places.length];
    Arrays.setAll(sorted, i -> ((long) places[i] << Integer.SIZE) | i);
    Arrays.sort(sorted);
    return sorted;
  }

  /** The sorted ranks of all buckets that have one of those places. */
  private long[] ranks(long[] sorted) {
    BitSet wanted = new BitSet(ends.length);
    int count = 0;
    for (long pair : sorted) {
      int bucket = bucketOf((int) (pair >> Integer.SIZE));
      count += wanted.get(bucket) ? 0 : ends[bucket] - begin(bucket);
      wanted.set(bucket);
    }

    long[] ranks = new long[count];
    int found = 0;
    for (int i = 0; i < size; i++) {
      long rank = KeyMix.rank(key, i);
      if (wanted.get(bucket(rank))) {
        ranks[found++] = rank;
      }
    }

    Arrays.sort(ranks);
    return ranks;
  }

  private int begin(int bucket) {
    return bucket == 0 ? 0 : ends[bucket - 1];
  }

  /** The first bucket that ends beyond a place: those before it that end there have no numbers. */
  private int bucketOf(int place) {
    int low = 0;
    int high = ends.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] > place) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }

    return low;
  }
}
