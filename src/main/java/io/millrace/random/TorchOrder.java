package io.millrace.random;

/**
 * The orders of torch's {@code DataLoader(shuffle=True)} after {@code torch.manual_seed(seed)},
 * epoch by epoch. Not thread-safe.
 *
 * <p>Each epoch takes two 64-bit draws of torch's global generator: the base seed of the workers,
 * then the seed of the sampler's own generator.
 */
public final class TorchOrder {
  private final Mt19937 global;

  /** The loader of a program whose only draws are this loader's. */
  public TorchOrder(long seed) {
    this.global = new Mt19937(seed);
  }

  /** The order of the next epoch over n samples. */
  public int[] next(int n) {
    global.nextLong();
    return new Mt19937(global.nextLong()).permutation(n);
  }
}
