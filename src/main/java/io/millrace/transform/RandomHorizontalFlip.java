package io.millrace.transform;

import io.millrace.item.PlaneSink;
import io.millrace.item.Size;

/**
 * Mirrors left and right with probability {@code p}, like torchvision's.
 *
 * @param p in [0, 1]; the reference's default is 0.5
 */
public record RandomHorizontalFlip(double p) implements Transform {
  public RandomHorizontalFlip {
    Probability.check("RandomHorizontalFlip", p);
  }

  @Override
  public boolean isRandom() {
    return true;
  }

  @Override
  public String canonical() {
    return "{\"op\":\"RandomHorizontalFlip\",\"p\":" + p + "}";
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

    float[] mirrored = new float[input.width()];
    return (channel, y, values) -> {
      for (int x = 0; x < mirrored.length; x++) {
        mirrored[x] = values[mirrored.length - 1 - x];
      }
      next.row(channel, y, mirrored);
    };
  }
}
