package io.millrace.sampledata;

import io.millrace.random.KeyMix;

/**
 * The sensor: photon noise that grows with the light, a little of its own, then 8 bits.
 *
 * @param noise what its deviation is multiplied by
 */
record Camera(long key, double noise) {
  private static final double READ_VARIANCE = 1;
  private static final double PHOTON_VARIANCE = 0.012;

  /** Mean and deviation of the sum of three 7-bit numbers. */
  private static final double MEAN = 190.5;

  private static final double DEVIATION = 64;

  /** A sensor of usual noise. */
  Camera(long key) {
    this(key, 1);
  }

  /** The level that the sensor gives for that light: channel 0 to 2 of a pixel. */
  int level(long pixel, int channel, double light) {
    long bits = KeyMix.mix(key ^ pixel) >>> (21 * channel);
    double sum = (bits & 127) + (bits >>> 7 & 127) + (bits >>> 14 & 127);
    double deviation = noise * Math.sqrt(READ_VARIANCE + PHOTON_VARIANCE * light);
    return clamp(light + (sum - MEAN) / DEVIATION * deviation);
  }

  static int clamp(double level) {
    return (int) Math.max(0, Math.min(255, Math.floor(level + 0.5)));
  }
}
