package io.millrace.sampledata;

import io.millrace.random.Draw;

/**
 * Oil that has soaked in: a dark brown spot of ragged outline, even inside, fading at its border.
 *
 * @param site its middle and direction
 * @param radius along its longer axis
 * @param flatness longer axis over shorter axis
 * @param outline how the border wavers
 */
record Stain(Site site, double radius, double flatness, ValueNoise outline) implements Defect {
  private static final double FADE = 0.45;

  static Stain of(Draw draw) {
    double radius = 0.13 + 0.05 * draw.uniform(3);
    double flatness = 1.1 + 0.5 * draw.uniform(4);
    return new Stain(Site.of(draw), radius, flatness, new ValueNoise(draw.bits(5), 14));
  }

  @Override
  public double shift(double u, double v) {
    double along = site.along(u, v);
    double across = site.across(u, v) * flatness;
    double distance = Math.sqrt(along * along + across * across) / radius;
    double border = 0.85 + 0.3 * outline.at(u, v);
    return distance < 2 ? -Soft.step((border - distance) / FADE) : 0;
  }

  /** Oil takes blue more than red. */
  @Override
  public double tint(int channel) {
    return 0.7 + 0.15 * channel;
  }
}
