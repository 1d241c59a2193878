package io.millrace.random;

/** The random numbers of one operation on one sample, by number: no draw depends on another. */
public record Draw(long key) {
  /** The n-th 64 random bits. */
  public long bits(int n) {
    return KeyMix.mix(key ^ KeyMix.mix(n));
  }

  /** The n-th number in [0, 1), of 53 bits. */
  public double uniform(int n) {
    return (bits(n) >>> 11) * 0x1p-53;
  }
}
