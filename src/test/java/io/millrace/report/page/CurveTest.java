package io.millrace.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.report.profile.Histogram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveTest {
  @Test
  void leavesOutBinsThatAreEmptyInAllCurvesButForAMargin() {
    List<Curve> cut = Curve.cut(List.of(curve(20, 3), curve(40, 1)));

    assertThat(cut).allMatch(curve -> curve.histogram().counts().size() == 23);
    assertThat(cut.get(0).histogram().edges()).startsWith(19.0).endsWith(42.0);
    assertThat(cut.get(0).count()).isEqualTo(3);
    assertThat(cut.get(1).histogram().counts().get(21)).isEqualTo(1);
  }

  @Test
  void keepsTwelveBinsOrMoreAroundASingleValue() {
    assertThat(Curve.cut(List.of(curve(50, 7))).get(0).histogram().counts()).hasSize(13);
    assertThat(Curve.cut(List.of(curve(0, 7))).get(0).histogram().edges()).startsWith(0.0);
    assertThat(Curve.cut(List.of(curve(99, 7))).get(0).histogram().edges()).endsWith(100.0);
  }

  @Test
  void givesPercentsWithTheLastOneTwice() {
    Histogram histogram = new Histogram(List.of(0.0, 1.0, 2.0), List.of(3L, 1L));

    assertThat(new Curve("all", 0, histogram).percents()).containsExactly(75.0, 25.0, 25.0);
  }

  @Test
  void knowsBinsThatGrowByFactors() {
    List<Long> counts = List.of(1L, 1L, 1L);

    assertThat(new Curve("all", 0, new Histogram(List.of(1.0, 2.0, 4.0, 8.0), counts)).grows())
        .isTrue();
    assertThat(new Curve("all", 0, new Histogram(List.of(1.0, 2.0, 3.0, 4.0), counts)).grows())
        .isFalse();
    assertThat(new Curve("all", 0, new Histogram(List.of(0.0, 2.0, 4.0, 8.0), counts)).grows())
        .isFalse();
  }

  /** A hundred bins of width 1, of which one is not empty. */
  private static Curve curve(int bin, long count) {
    List<Double> edges = IntStream.rangeClosed(0, 100).mapToObj(i -> (double) i).toList();
    List<Long> counts = new ArrayList<>(Collections.nCopies(100, 0L));
    counts.set(bin, count);
    return new Curve("all", 0, new Histogram(edges, counts));
  }
}
