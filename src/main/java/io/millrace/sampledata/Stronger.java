package io.millrace.sampledata;

/** A defect that changes the picture so many times as much, in the same place. */
record Stronger(Defect defect, double times) implements Defect {
  @Override
  public double shift(double u, double v) {
    return times * defect.shift(u, v);
  }

  @Override
  public double tint(int channel) {
    return defect.tint(channel);
  }
}
