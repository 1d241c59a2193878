package io.millrace.sampledata;

import io.millrace.random.Draw;

/**
 * A light line, slightly bent, that tapers to both ends and skips where the tool bounced.
 *
 * @param site its middle and direction
 * @param half half its length
 * @param bend how far its middle leaves the straight line
 * @param width half its width in the middle
 * @param skips where it is faint
 */
record Scratch(Site site, double half, double bend, double width, ValueNoise skips)
    implements Defect {
  /** Narrower than this, in pixels, a line falls between the pixels of a small picture. */
  private static final double NARROWEST = 1.3;

  private static final double FADE = 0.6;

  static Scratch of(Draw draw, Pose pose) {
    double half = 0.18 + 0.12 * draw.uniform(3);
    double bend = half * 0.3 * (draw.uniform(4) - 0.5);
    double width = Math.max(0.008 + 0.005 * draw.uniform(5), NARROWEST / pose.radius());
    return new Scratch(Site.of(draw), half, bend, width, new ValueNoise(draw.bits(6), 16));
  }

  @Override
  public double shift(double u, double v) {
    double along = site.along(u, v) / half;
    if (along <= -1 || along >= 1) {
      return 0;
    }

    double bow = 1 - along * along;
    double across = site.across(u, v) - bend * bow;
    double faint = 0.85 + 0.15 * skips.at(along * half, 0);
    return faint * Soft.step((1 - Math.abs(across) / (width * Math.sqrt(bow))) / FADE);
  }
}
