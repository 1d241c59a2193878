package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpanTest {
  private final Span span = new Span();

  @Test
  void readsANumberAndItsUnit() {
    assertThat(span.convert("90s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(span.convert("30m")).isEqualTo(Duration.ofMinutes(30));
    assertThat(span.convert("24h")).isEqualTo(Duration.ofDays(1));
    assertThat(span.convert("7d")).isEqualTo(Duration.ofDays(7));
    assertThat(span.convert("0")).isZero();
  }

  @Test
  void saysHowATimeIsWritten() {
    assertThatThrownBy(() -> span.convert("soon"))
        .hasMessage("Invalid time: soon (must be a number with s, m, h or d, such as 24h)");
  }
}
