package io.millrace.report.page;

import io.millrace.item.Size;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** How a page writes numbers. */
public final class Words {
  private static final MathContext DIGITS = new MathContext(3);

  private Words() {}

  /** {@code 1,234}. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code 1 picture}, {@code 2 pictures}. */
  public static String count(long count, String thing) {
    return count(count) + " " + thing + (count == 1 ? "" : "s");
  }

  /** Three digits that count, or all of a whole number: {@code 0.0123}, {@code 1520}. */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return "none";
    }

    BigDecimal exact = BigDecimal.valueOf(value);
    BigDecimal round =
        Math.abs(value) >= 100 ? exact.setScale(0, RoundingMode.HALF_UP) : exact.round(DIGITS);
    return round.signum() == 0 ? "0" : round.stripTrailingZeros().toPlainString();
  }

  /** Of a level from 0 to 1, as a configuration takes it: {@code 0.4850}. */
  public static String level(double level) {
    return String.format(Locale.ROOT, "%.4f", level);
  }

  /** {@code 12.3 %} of a share of 0.123. */
  public static String percent(double share) {
    return number(100 * share) + " %";
  }

  /** Width first, as people say it: {@code 640 × 480}. */
  public static String size(Size size) {
    return size.width() + " × " + size.height();
  }
}
