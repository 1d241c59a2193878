package io.millrace.sampledata;

import io.millrace.random.Draw;

/**
 * A pit where a grain broke out: its wall on the lamp's side lies in shade, the far one is lit.
 *
 * @param site its middle; its first axis points to the lamp
 * @param radius of the pit
 * @param facets how its outline is broken
 */
record Chip(Site site, double radius, ValueNoise facets) implements Defect {
  static Chip of(Draw draw, Pose pose) {
    Site drawn = Site.of(draw);
    double toLampU = pose.u(Lamp.RIGHT, Lamp.DOWN);
    double toLampV = pose.v(Lamp.RIGHT, Lamp.DOWN);
    Site site = new Site(drawn.u(), drawn.v(), toLampU, toLampV);
    double radius = Math.max(0.07 + 0.035 * draw.uniform(3), 2 / pose.radius());
    return new Chip(site, radius, new ValueNoise(draw.bits(4), 0.8 / radius));
  }

  @Override
  public double shift(double u, double v) {
    double along = site.along(u, v) / radius;
    double across = site.across(u, v) / radius;
    double distance = Math.sqrt(along * along + across * across);
    if (distance > 2) {
      return 0;
    }

    double depth = Soft.step((1 + 0.35 * facets.at(u, v) - distance) / 0.35);
    // never lighter than the stone, or a ring of unchanged pixels would cut the mask in two
    return -depth * Math.max(0.6, Math.min(1, 1 + 0.5 * along));
  }
}
