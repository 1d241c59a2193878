package io.millrace.transform;

import io.millrace.item.PlaneSink;
import io.millrace.item.Size;

/**
 * Cuts the middle out, like {@code torchvision.transforms.v2.CenterCrop}: the corner is (input -
 * crop) / 2 rounded half to even; where the input is smaller it is padded with zeros first, the
 * smaller half before.
 *
 * @param height height of the result, >= 1
 * @param width width of the result, >= 1
 */
public record CenterCrop(int height, int width) implements Transform {
  public CenterCrop {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "Invalid size of CenterCrop: " + height + " x " + width + " (must be >= 1)");
    }
  }

  @Override
  public String canonical() {
    return "{\"op\":\"CenterCrop\",\"height\":" + height + ",\"width\":" + width + "}";
  }

  @Override
  public Size outputSize(Size input) {
    return new Size(height, width);
  }

  @Override
  public boolean fixesSize() {
    return true;
  }

  @Override
  public PlaneSink into(PlaneSink next, Size input, FieldChance field) {
    int top = corner(input.height(), height);
    int left = corner(input.width(), width);
    float[] zeros = new float[width];
    float[] cut = new float[width];
    return (channel, y, values) -> {
      int row = y - top;
      if (y == 0) {
        rows(next, channel, zeros, 0, row);
      }

      if (row >= 0 && row < height) {
        int from = Math.max(left, 0);
        System.arraycopy(values, from, cut, from - left, Math.min(input.width() - from, width));
        next.row(channel, row, cut);
      }

      if (y == input.height() - 1) {
        rows(next, channel, zeros, row + 1, height);
      }
    };
  }

  private static void rows(PlaneSink next, int channel, float[] values, int... range) {
    for (int row = range[0]; row < range[1]; row++) {
      next.row(channel, row, values);
    }
  }

  /** Index of the first input row or column that is kept; negative where zeros come first. */
  private static int corner(int input, int crop) {
    return crop > input ? -((crop - input) / 2) : (int) Math.rint((input - crop) / 2.0);
  }
}
