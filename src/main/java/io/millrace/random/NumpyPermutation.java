package io.millrace.random;

/**
 * {@code numpy.random.RandomState(seed).permutation(n)}: a shuffle from the end, its numbers drawn
 * by masked rejection (numpy's {@code random_interval}).
 */
public final class NumpyPermutation {
  private NumpyPermutation() {}

  /** The permutation of 0..n-1 for a seed in [0, 2^32), as numpy's legacy generator takes it. */
  public static int[] of(int n, long seed) {
    if (n < 0) {
      throw new IllegalArgumentException("Invalid permutation length: " + n + " (must be >= 0)");
    }

    if (seed != Integer.toUnsignedLong((int) seed)) {
      throw new IllegalArgumentException(
          "Invalid numpy seed: " + seed + " (must be 0 to 4294967295)");
    }

    Mt19937 random = new Mt19937(seed);
    int[] order = Swaps.identity(n);
    for (int i = n - 1; i > 0; i--) {
      Swaps.swap(order, i, interval(random, i));
    }

    return order;
  }

  /** A number in [0, max]: masked to the next power of two, drawn again while too large. */
  private static int interval(Mt19937 random, int max) {
    int mask = -1 >>> Integer.numberOfLeadingZeros(max);
    int value = random.nextInt() & mask;
    while (value > max) {
      value = random.nextInt() & mask;
    }

    return value;
  }
}
