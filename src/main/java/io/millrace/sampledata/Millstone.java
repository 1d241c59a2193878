package io.millrace.sampledata;

import io.millrace.random.KeyMix;

/**
 * The stone as the lamp shows it: grains of several sizes, turning marks, furrows, a worn rim and
 * an eye. Brightness in levels of 0 to 255, before the camera's noise.
 */
final class Millstone {
  /** Radius of the hole in the middle, in radii of the stone. */
  static final double EYE = 0.15;

  private static final double BEVEL = 0.04;
  private static final double STONE = 148;

  private final Pose pose;
  private final Dress dress;
  private final ValueNoise mottle;
  private final ValueNoise cloud;
  private final ValueNoise coarse;
  private final ValueNoise grain;
  private final ValueNoise fine;
  private final ValueNoise turning;
  private final Speckles speckles;

  Millstone(Pose pose, long key) {
    this.pose = pose;
    this.dress = new Dress(pose.u(Lamp.RIGHT, Lamp.DOWN), pose.v(Lamp.RIGHT, Lamp.DOWN));
    this.mottle = new ValueNoise(KeyMix.key(key, 1), 4);
    this.cloud = new ValueNoise(KeyMix.key(key, 2), 11);
    this.coarse = new ValueNoise(KeyMix.key(key, 3), 42);
    this.grain = new ValueNoise(KeyMix.key(key, 4), 70);
    this.fine = new ValueNoise(KeyMix.key(key, 5), 120);
    this.turning = new ValueNoise(KeyMix.key(key, 6), 110);
    this.speckles = new Speckles(KeyMix.key(key, 7), 27);
  }

  /** Brightness of the surface right and down of the centre, in radii. */
  double level(double right, double down) {
    double u = pose.u(right, down);
    double v = pose.v(right, down);
    double distance = Math.sqrt(u * u + v * v);
    return STONE + texture(u, v, distance) + dress.shade(u, v) + edges(right, down, distance);
  }

  /** How much warmer than grey the stone is there, about 1. */
  double warmth(double right, double down) {
    return 1 + 0.25 * mottle.at(pose.u(right, down) + 9, pose.v(right, down));
  }

  private double texture(double u, double v, double distance) {
    return 6 * mottle.at(u, v)
        + 5 * cloud.at(u, v)
        + 11 * coarse.at(u, v)
        // turned by two angles, or the lattices of the noises would show as one weave
        + 21 * grain.at(0.8 * u - 0.6 * v, 0.6 * u + 0.8 * v)
        + 26 * fine.at(0.96 * u + 0.28 * v, 0.96 * v - 0.28 * u)
        + 5 * turning.at(distance, 0)
        + 30 * speckles.at(u, v);
  }

  /** The rounded rim faces outwards, the eye's inwards: one side lit, the other in shade. */
  private static double edges(double right, double down, double distance) {
    double rim = Soft.step((distance - 1) / BEVEL + 1);
    double eye = Soft.step((EYE - distance) / BEVEL + 1);
    double facing = (right * Lamp.RIGHT + down * Lamp.DOWN) / Math.max(distance, EYE);
    return (rim - eye) * 34 * facing - 14 * (rim + eye);
  }
}
