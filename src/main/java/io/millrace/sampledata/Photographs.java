package io.millrace.sampledata;

import io.millrace.item.Size;
import io.millrace.random.Draws;
import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * Pictures for benchmarks, by number. They look like nothing, but their PNGs are as long as those
 * of real photographs, and filtered alike; see {@link PictureFile}.
 *
 * @param seed of all of them
 */
public record Photographs(long seed) {
  /** RGB, 8 bits. */
  public BufferedImage picture(Size size, int number) {
    return new Photograph(size, draws("picture", number)).image();
  }

  /** Grey, 8 bits: 255 where a stain is, else 0. */
  public BufferedImage mask(Size size, int number) {
    Draws draws = draws("mask", number);
    Pose pose = Pose.of(size, draws.operation("pose", 0));
    Stain stain = Stain.of(draws.operation("stain", 0));
    BufferedImage mask =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        double right = (x - pose.x()) / pose.radius();
        double down = (y - pose.y()) / pose.radius();
        boolean stained = stain.shift(pose.u(right, down), pose.v(right, down)) < 0;
        mask.getRaster().setSample(x, y, 0, stained ? 255 : 0);
      }
    }

    return mask;
  }

  private Draws draws(String kind, int number) {
    return Draws.of(seed, 0, kind + "/" + number);
  }

  /** A photograph as a file in memory. */
  public byte[] file(PictureFile form, Size size, int number) throws IOException {
    return form.encode(picture(size, number));
  }
}
