package io.millrace.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HalfTest {
  /** Finite halves of positive sign: 0 to 0x7BFF. */
  private static final int LARGEST = 0x7BFF;

  private static short half(int bits) {
    return (short) bits;
  }

  @Test
  void everyHalfComesBack() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = Half.value(half(bits));
      int wanted = Float.isNaN(value) ? bits | 0x200 : bits;

      assertThat(Half.of(value) & 0xFFFF).as("%04x", bits).isEqualTo(wanted);
    }
  }

  @Test
  void knowsTheValuesOfTheStandard() {
    assertThat(Half.value(half(0x3C00))).isEqualTo(1f);
    assertThat(Half.value(half(0xC000))).isEqualTo(-2f);
    assertThat(Half.value(half(0x7BFF))).isEqualTo(65504f);
    assertThat(Half.value(half(0x0400))).isEqualTo(0x1p-14f);
    assertThat(Half.value(half(0x0001))).isEqualTo(0x1p-24f);
    assertThat(Half.value(half(0x3555))).isEqualTo(0.33325195f);
    assertThat(Half.value(half(0x7C00))).isInfinite().isPositive();
    assertThat(Half.value(half(0xFC00))).isInfinite().isNegative();
    assertThat(Half.value(half(0x7E00))).isNaN();
    assertThat(Float.floatToRawIntBits(Half.value(half(0x8000)))).isEqualTo(Integer.MIN_VALUE);
  }

  @Test
  void roundsTheMiddleOfTwoHalvesToTheEvenOne() {
    for (int bits = 0; bits < LARGEST; bits++) {
      float low = Half.value(half(bits));
      float high = Half.value(half(bits + 1));
      // exact: a float has 13 bits more
      float middle = low + (high - low) / 2;
      int even = bits % 2 == 0 ? bits : bits + 1;

      assertThat(Half.of(middle)).as("%04x", bits).isEqualTo(half(even));
      assertThat(Half.of(Math.nextDown(middle))).as("%04x", bits).isEqualTo(half(bits));
      assertThat(Half.of(Math.nextUp(middle))).as("%04x", bits).isEqualTo(half(bits + 1));
    }
  }

  @Test
  void whatIsTooLargeIsInfinite() {
    assertThat(Half.of(Math.nextDown(65520f))).isEqualTo(half(0x7BFF));
    assertThat(Half.of(65520f)).isEqualTo(half(0x7C00));
    assertThat(Half.of(-Float.MAX_VALUE)).isEqualTo(half(0xFC00));
    assertThat(Half.of(Float.MIN_VALUE)).isZero();
    assertThat(Half.of(-0f)).isEqualTo(half(0x8000));
  }

  @Property
  void noOtherHalfIsNearer(@ForAll float value) {
    int bits = Half.of(value) & 0x7FFF;
    if (bits > LARGEST || Math.abs(value) > 65504f) {
      return;
    }

    BigDecimal off = distance(value, bits);
    assertThat(off).isLessThanOrEqualTo(distance(value, Math.max(0, bits - 1)));
    assertThat(off).isLessThanOrEqualTo(distance(value, Math.min(LARGEST, bits + 1)));
  }

  private static BigDecimal distance(float value, int bits) {
    return new BigDecimal(Math.abs(value)).subtract(new BigDecimal(Half.value(half(bits)))).abs();
  }
}
