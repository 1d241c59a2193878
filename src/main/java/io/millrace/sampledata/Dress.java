package io.millrace.sampledata;

/**
 * The furrows that a miller cuts into the stone: straight grooves that pass the eye at a distance.
 * All numbers are in radii, in the frame of the stone.
 */
final class Dress {
  private static final int FURROWS = 9;
  private static final double OFFSET = 0.17;
  private static final double HALF_WIDTH = 0.032;

  private final double[] cos = new double[FURROWS];
  private final double[] sin = new double[FURROWS];
  private final double lampU;
  private final double lampV;

  /** The dress of a stone under a lamp in the direction (lampU, lampV) of the stone's frame. */
  Dress(double lampU, double lampV) {
    this.lampU = lampU;
    this.lampV = lampV;
    for (int i = 0; i < FURROWS; i++) {
      cos[i] = StrictMath.cos(2 * Math.PI * i / FURROWS);
      sin[i] = StrictMath.sin(2 * Math.PI * i / FURROWS);
    }
  }

  /** What the furrows add to the brightness: dark in the groove, a lit wall opposite the lamp. */
  double shade(double u, double v) {
    double shade = 0;
    for (int i = 0; i < FURROWS; i++) {
      double along = u * cos[i] + v * sin[i];
      double across = (v * cos[i] - u * sin[i] - OFFSET) / HALF_WIDTH;
      if (along > 0 && across > -1 && across < 1) {
        double wall = across * (lampU * sin[i] - lampV * cos[i]);
        shade += Soft.bump(across) * (58 * wall - 30) * Soft.step(along * 8);
      }
    }

    return shade;
  }
}
