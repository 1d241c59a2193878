package io.millrace.transform;

import java.util.Locale;

/** How a resize computes values between pixels: torchvision's {@code InterpolationMode}. */
public enum Interpolation {
  NEAREST,
  BILINEAR,
  BICUBIC;

  /** {@code nearest}, {@code bilinear} or {@code bicubic}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
