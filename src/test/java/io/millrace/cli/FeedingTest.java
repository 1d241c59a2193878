package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.cli.Feeding.Limit;
import io.millrace.cli.Feeding.Supply;
import org.junit.jupiter.api.Test;

class FeedingTest {
  /** 50 pictures of 1 MB a core and second, a request each. */
  private static final Feeding FILES = new Feeding("direct", 50, 1e6, 1);

  private static final double NONE = Double.POSITIVE_INFINITY;

  @Test
  void needsGrowWithThePicturesASecond() {
    assertThat(FILES.need(Limit.CPU, 2000)).isEqualTo(40);
    assertThat(FILES.need(Limit.NETWORK, 2000)).isEqualTo(2e9);
    assertThat(FILES.need(Limit.REQUESTS, 2000)).isEqualTo(2000);
  }

  @Test
  void longerFilesTakeLonger() {
    Feeding longer = FILES.withBytesPerImage(2e6);

    assertThat(longer.need(Limit.CPU, 2000)).isEqualTo(80);
    assertThat(longer.need(Limit.NETWORK, 2000)).isEqualTo(4e9);
    assertThat(longer.need(Limit.REQUESTS, 2000)).isEqualTo(2000);
  }

  @Test
  void theScarcestBindsFirst() {
    assertThat(FILES.binding(new Supply(10, 1e9, 5000))).isEqualTo(Limit.CPU);
    assertThat(FILES.binding(new Supply(100, 1e9, 5000))).isEqualTo(Limit.NETWORK);
    assertThat(FILES.binding(new Supply(100, 1e10, 3500))).isEqualTo(Limit.REQUESTS);
    assertThat(FILES.most(new Supply(100, 1e9, 5000))).isEqualTo(1000);
  }

  @Test
  void whatNobodyLimitsNeverBinds() {
    Supply cores = new Supply(10, NONE, NONE);

    assertThat(FILES.binding(cores)).isEqualTo(Limit.CPU);
    assertThat(FILES.shares(100, cores))
        .containsEntry(Limit.CPU, 0.2)
        .containsEntry(Limit.NETWORK, 0.0)
        .containsEntry(Limit.REQUESTS, 0.0);
  }

  @Test
  void fitsUpToTheLimit() {
    Supply supply = new Supply(10, NONE, NONE);

    assertThat(FILES.fits(500, supply)).isTrue();
    assertThat(FILES.fits(501, supply)).isFalse();
  }

  @Test
  void refusesRatesThatWereNotMeasured() {
    assertThatThrownBy(() -> new Feeding("direct", 0, 1e6, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid rates of direct: 0.0 images a CPU-second, 1000000.0 bytes and 1.0 requests an"
                + " image (all must be > 0)");
  }
}
