package io.millrace.transform;

import io.millrace.item.PlaneSink;
import io.millrace.item.Size;
import io.millrace.sample.Field;
import java.io.Serializable;
import java.util.Objects;

/**
 * Resizes pictures like {@code torchvision.transforms.v2.Resize}: an exact size, or the shorter
 * side. Masks and depth maps are always moved by nearest neighbour, never blended.
 *
 * @param target exact height and width, or the length of the shorter side
 * @param interpolation for pictures
 * @param antialias whether a smaller picture averages the pixels that it leaves out
 */
public record Resize(Target target, Interpolation interpolation, Antialias antialias)
    implements Transform {
  public Resize {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(interpolation, "interpolation");
    Objects.requireNonNull(antialias, "antialias");
  }

  /**
   * Whether the filter widens with the scale. The reference trains with ON and exports with OFF.
   */
  public enum Antialias {
    ON,
    OFF
  }

  /** What the result's size is computed from. */
  public record Target(int height, int width, int shorterSide) implements Serializable {
    public Target {
      boolean exact = height >= 1 && width >= 1 && shorterSide == 0;
      if (!exact && !(height == 0 && width == 0 && shorterSide >= 1)) {
        throw new IllegalArgumentException(
            "Invalid size of Resize: every side must be >= 1 (give height and width, or the"
                + " shorter side)");
      }
    }
  }

  /** To exactly that size, bilinear with antialias: what the reference's models ask for. */
  public static Resize exact(int height, int width) {
    return new Resize(new Target(height, width, 0), Interpolation.BILINEAR, Antialias.ON);
  }

  /** Shorter side to {@code side}, the longer one by the same factor, rounded down. */
  public static Resize shorterSide(int side) {
    return new Resize(new Target(0, 0, side), Interpolation.BILINEAR, Antialias.ON);
  }

  /** The same resize with another filter. */
  public Resize with(Interpolation other) {
    return new Resize(target, other, antialias);
  }

  /** The same resize with or without antialias. */
  public Resize with(Antialias other) {
    return new Resize(target, interpolation, other);
  }

  @Override
  public String canonical() {
    String size =
        fixesSize()
            ? "\"height\":" + target.height + ",\"width\":" + target.width
            : "\"shorter_side\":" + target.shorterSide;
    return "{\"op\":\"Resize\",%s,\"interpolation\":\"%s\",\"antialias\":%s}"
        .formatted(size, interpolation.text(), antialias == Antialias.ON);
  }

  @Override
  public Size outputSize(Size input) {
    if (fixesSize()) {
      return new Size(target.height, target.width);
    }

    // torchvision's _compute_resized_output_size: int(size * long / short)
    long side = target.shorterSide;
    boolean tall = input.height() >= input.width();
    int shorter = tall ? input.width() : input.height();
    int longer = (int) ((double) (side * (tall ? input.height() : input.width())) / shorter);
    return tall ? new Size(longer, (int) side) : new Size((int) side, longer);
  }

  @Override
  public boolean fixesSize() {
    return target.shorterSide == 0;
  }

  @Override
  public PlaneSink into(PlaneSink next, Size input, FieldChance field) {
    Size output = outputSize(input);
    if (output.equals(input)) {
      return next;
    }

    return new ResizeSink(next, axes(input, field.field()), field.channels());
  }

  /** The weights for a field of that size. */
  Axes axes(Size input, Field field) {
    Resize filter = field == Field.IMAGE ? this : with(Interpolation.NEAREST);
    Size output = outputSize(input);
    return new Axes(
        Taps.of(input.height(), output.height(), filter),
        Taps.of(input.width(), output.width(), filter));
  }

  /** The weights of both axes. */
  record Axes(Taps vertical, Taps horizontal) {}
}
