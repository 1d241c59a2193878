package io.millrace.random;

/**
 * The Mersenne Twister of Matsumoto and Nishimura (1998), seeded by {@code init_genrand} (2002),
 * with torch's draws on its CPU. Constants are those of their {@code mt19937ar.c}. Not thread-safe.
 */
public final class Mt19937 {
  private static final int SIZE = 624;
  private static final int MIDDLE = 397;

  /** From 2^32 / 20 on torch shuffles by 64-bit draws, so as to keep the remainder's bias small. */
  private static final int PERMUTATION_LIMIT = (int) ((1L << 32) / 20);

  private final int[] state = new int[SIZE];
  private int next = SIZE;

  /** A generator as {@code torch.manual_seed(seed)} sets it: the low 32 bits count. */
  public Mt19937(long seed) {
    state[0] = (int) seed;
    for (int i = 1; i < SIZE; i++) {
      int last = state[i - 1];
      state[i] = 1812433253 * (last ^ (last >>> 30)) + i;
    }
  }

  /** The next 32 bits. */
  public int nextInt() {
    if (next == SIZE) {
      refill();
    }

    int bits = state[next++];
    bits ^= bits >>> 11;
    bits ^= (bits << 7) & 0x9d2c5680;
    bits ^= (bits << 15) & 0xefc60000;
    return bits ^ (bits >>> 18);
  }

  /** The next 32 bits as a number in [0, 2^32). */
  public long nextUnsigned() {
    return Integer.toUnsignedLong(nextInt());
  }

  /** The next 64 bits as torch's {@code random_} takes them: the first draw is the high half. */
  public long nextLong() {
    long high = nextUnsigned();
    return high << 32 | nextUnsigned();
  }

  /** {@code torch.rand}: 24 bits, in [0, 1). */
  public float nextFloat() {
    return (nextInt() & 0xFFFFFF) * 0x1p-24f;
  }

  /** {@code torch.randint(low, high)}: in [low, high). */
  public int randint(int low, int high) {
    if (low >= high) {
      throw new IllegalArgumentException(
          "Invalid range: [" + low + ", " + high + ") (must hold at least one number)");
    }

    return (int) (low + nextUnsigned() % ((long) high - low));
  }

  /** {@code torch.randperm(n)}. */
  public int[] permutation(int n) {
    if (n < 0 || n >= PERMUTATION_LIMIT) {
      throw new IllegalArgumentException(
          "Invalid permutation length: " + n + " (must be 0 to " + (PERMUTATION_LIMIT - 1) + ")");
    }

    int[] order = Swaps.identity(n);
    for (int i = 0; i < n - 1; i++) {
      Swaps.swap(order, i, i + (int) (nextUnsigned() % (n - i)));
    }

    return order;
  }

  private void refill() {
    for (int i = 0; i < SIZE; i++) {
      int bits = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7fffffff);
      int twist = (bits & 1) == 0 ? 0 : 0x9908b0df;
      state[i] = state[(i + MIDDLE) % SIZE] ^ (bits >>> 1) ^ twist;
    }

    next = 0;
  }
}
