package io.millrace.transform;

import io.millrace.item.PlaneSink;
import io.millrace.item.Size;

/**
 * Mirrors top and bottom with probability {@code p}, like torchvision's.
 *
 * @param p in [0, 1]; the reference's default is 0.5
 */
public record RandomVerticalFlip(double p) implements Transform {
  public RandomVerticalFlip {
    Probability.check("RandomVerticalFlip", p);
  }

  @Override
  public boolean isRandom() {
    return true;
  }

  @Override
  public String canonical() {
    return "{\"op\":\"RandomVerticalFlip\",\"p\":" + p + "}";
  }

  @Override
  public Size outputSize(Size input) {
    return input;
  }

  @Override
  public PlaneSink into(PlaneSink next, Size input, FieldChance field) {
    if (field.chance() >= p) {
      return next;
    }

    float[][][] planes = new float[field.channels()][input.height()][input.width()];
    return (channel, y, values) -> {
      System.arraycopy(values, 0, planes[channel][y], 0, input.width());
      if (y == input.height() - 1) {
        for (int row = 0; row < input.height(); row++) {
          next.row(channel, row, planes[channel][y - row]);
        }
      }
    };
  }
}
