package io.millrace.sampledata;

import io.millrace.random.KeyMix;

/**
 * Smooth noise in [-1, 1]: random values on a square lattice, blended between its corners. Drawn
 * from hashes and plain arithmetic alone, so that every JVM gives the same bits.
 *
 * @param key which noise
 * @param frequency lattice cells per unit of length
 */
record ValueNoise(long key, double frequency) {
  double at(double u, double v) {
    double x = u * frequency;
    double y = v * frequency;
    double left = Math.floor(x);
    double top = Math.floor(y);
    double across = Soft.step(x - left);
    double upper = Soft.blend(corner(left, top), corner(left + 1, top), across);
    double lower = Soft.blend(corner(left, top + 1), corner(left + 1, top + 1), across);
    return Soft.blend(upper, lower, Soft.step(y - top));
  }

  private double corner(double x, double y) {
    long bits = KeyMix.mix(key ^ ((long) x << 32 ^ ((long) y & 0xFFFFFFFFL)));
    return (bits >> 11) * 0x1p-52;
  }
}
