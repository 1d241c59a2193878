package io.millrace.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.item.Size;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void writesThreeDigitsThatCountAndNoExponents() {
    assertThat(Words.number(0)).isEqualTo("0");
    assertThat(Words.number(0.000123456)).isEqualTo("0.000123");
    assertThat(Words.number(-2.1179)).isEqualTo("-2.12");
    assertThat(Words.number(99.96)).isEqualTo("100");
    assertThat(Words.number(1519.5)).isEqualTo("1520");
    assertThat(Words.number(1e9)).isEqualTo("1000000000");
    assertThat(Words.number(Double.NaN)).isEqualTo("none");
  }

  @Test
  void writesCountsSharesAndSizesAsPeopleDo() {
    assertThat(Words.count(1_234_567)).isEqualTo("1,234,567");
    assertThat(Words.count(1, "sample")).isEqualTo("1 sample");
    assertThat(Words.count(0, "sample")).isEqualTo("0 samples");
    assertThat(Words.percent(0.0829)).isEqualTo("8.29 %");
    assertThat(Words.level(0.485)).isEqualTo("0.4850");
    assertThat(Words.size(new Size(480, 640))).isEqualTo("640 × 480");
  }
}
