package io.millrace.sampledata;

/** The dark rubber belt that the stone lies on, with the stone's soft shadow. */
record Belt(ValueNoise coarse, ValueNoise fine) {
  private static final double RUBBER = 62;
  private static final double THICKNESS = 0.06;

  Belt(long key) {
    this(new ValueNoise(key, 60), new ValueNoise(~key, 190));
  }

  /** Brightness right and down of the stone's centre, in radii. */
  double level(double right, double down) {
    double rubber = RUBBER + 7 * coarse.at(right, down) + 8 * fine.at(right, down);
    double x = right + THICKNESS * Lamp.RIGHT;
    double y = down + THICKNESS * Lamp.DOWN;
    double shadow = Soft.step((1.06 - Math.sqrt(x * x + y * y)) / 0.12);
    return rubber * (1 - 0.5 * shadow);
  }
}
