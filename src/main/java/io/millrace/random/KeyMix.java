package io.millrace.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Keyed randomness without state, on unsigned 64-bit integers: the finaliser of SplitMix64 (Steele,
 * Lea and Flood, 2014; the constants are Stafford's variant 13) applied to each part of a key.
 */
public final class KeyMix {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private static final long FIRST = 0xBF58476D1CE4E5B9L;
  private static final long SECOND = 0x94D049BB133111EBL;

  /** The inverses of FIRST and SECOND modulo 2^64. */
  private static final long FIRST_INVERSE = 0x96DE1B173F119089L;

  private static final long SECOND_INVERSE = 0x319642B2D24D8EC3L;

  private KeyMix() {}

  /** The finaliser of {@code z + 0x9E3779B97F4A7C15}: a bijection of 64-bit integers. */
  public static long mix(long z) {
    long bits = z + GAMMA;
    bits = (bits ^ (bits >>> 30)) * FIRST;
    bits = (bits ^ (bits >>> 27)) * SECOND;
    return bits ^ (bits >>> 31);
  }

  /** What {@link #mix} made {@code mixed} of: shifts are undone by repeating them twice as far. */
  static long unmix(long mixed) {
    long bits = (mixed ^ (mixed >>> 31) ^ (mixed >>> 62)) * SECOND_INVERSE;
    bits = (bits ^ (bits >>> 27) ^ (bits >>> 54)) * FIRST_INVERSE;
    return (bits ^ (bits >>> 30) ^ (bits >>> 60)) - GAMMA;
  }

  /** One key of several parts; order counts. */
  public static long key(long... parts) {
    long key = 0;
    for (long part : parts) {
      key = mix(key ^ part);
    }

    return key;
  }

  /**
   * The indices 0..n-1 sorted by unsigned {@code mix(key ^ mix(i))}. Takes n longs beside the
   * result.
   */
  public static int[] permutation(int n, long key) {
    if (n < 0) {
      throw new IllegalArgumentException("Invalid permutation length: " + n + " (must be >= 0)");
    }

    long[] sorted = new long[n];
    for (int i = 0; i < n; i++) {
      sorted[i] = rank(key, i);
    }

    Arrays.sort(sorted);
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = ofRank(key, sorted[i]);
    }

    return order;
  }

  /** What a permutation sorts its numbers by. */
  public static long rank(long key, int number) {
    // the flipped sign makes a signed sort an unsigned one
    return mix(key ^ mix(number)) ^ Long.MIN_VALUE;
  }

  /** The number of a {@link #rank}. */
  static int ofRank(long key, long rank) {
    return (int) unmix(key ^ unmix(rank ^ Long.MIN_VALUE));
  }

  /** The first 8 bytes of the SHA-256 of the text in UTF-8, big-endian. */
  public static long hash64(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(sha.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Missing SHA-256: every Java platform must have it", e);
    }
  }

  /** The bucket of an unsigned hash, in [0, buckets): the high 64 bits of their product. */
  public static int bucket(long hash, int buckets) {
    if (buckets < 1) {
      throw new IllegalArgumentException(
          "Invalid number of buckets: " + buckets + " (must be >= 1)");
    }

    // Java 17 multiplies signed only: a hash with its sign bit set counts 2^64 too little
    long high = Math.multiplyHigh(hash, buckets);
    return (int) (hash < 0 ? high + buckets : high);
  }
}
