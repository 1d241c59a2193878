package io.millrace.sampledata;

import io.millrace.random.KeyMix;

/**
 * Mineral grains in the stone, dark or light, in [-1, 1]: at most one in each cell of a lattice,
 * small enough to stay inside its cell.
 *
 * @param key which grains
 * @param frequency cells per unit of length
 */
record Speckles(long key, double frequency) {
  private static final int BYTE = 0xFF;

  double at(double u, double v) {
    double x = u * frequency;
    double y = v * frequency;
    double left = Math.floor(x);
    double top = Math.floor(y);
    long bits = KeyMix.mix(key ^ ((long) left << 32 ^ ((long) top & 0xFFFFFFFFL)));
    double radius = 0.12 + 0.33 * share(bits, 0);
    double right = x - left - Soft.blend(radius, 1 - radius, share(bits, 8));
    double down = y - top - Soft.blend(radius, 1 - radius, share(bits, 16));
    double strength = share(bits, 24) * 2 - 1;
    return strength * Soft.bump(Math.sqrt(right * right + down * down) / radius);
  }

  private static double share(long bits, int shift) {
    return ((bits >>> shift) & BYTE) / (double) BYTE;
  }
}
