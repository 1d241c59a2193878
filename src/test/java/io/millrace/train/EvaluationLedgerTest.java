package io.millrace.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.random.Draw;
import io.millrace.random.KeyMix;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationLedgerTest {
  private static EvaluationLedger.Row row(int i, long seed) {
    // few different scores, so that there are ties
    double score = Math.floor(20 * new Draw(seed).uniform(i)) / 20;
    return new EvaluationLedger.Row("s%03d".formatted(i), i % 3 == 0 ? 1 : 0, score);
  }

  private static List<EvaluationLedger.Row> rows(int count, long seed) {
    List<EvaluationLedger.Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row(i, seed));
    }

    return rows;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 8})
  void isTheSameHoweverSamplesAreDealtToRanks(int ranks) {
    List<EvaluationLedger.Row> rows = rows(83, 5);
    int[] order = KeyMix.permutation(83, ranks);
    List<EvaluationLedger> parts = new ArrayList<>();
    for (int rank = 0; rank < ranks; rank++) {
      List<EvaluationLedger.Row> part = new ArrayList<>();
      for (int i = rank * 83 / ranks; i < (rank + 1) * 83 / ranks; i++) {
        part.add(rows.get(order[i]));
      }
      parts.add(new EvaluationLedger(part));
    }

    assertThat(EvaluationLedger.merge(parts)).isEqualTo(new EvaluationLedger(rows));
    assertThat(EvaluationLedger.merge(parts).auroc(83))
        .isEqualTo(new EvaluationLedger(rows).auroc(83));
    assertThat(EvaluationLedger.merge(parts).auroc(83).text()).endsWith("over 83 of 83");
  }

  @Property(tries = 100)
  void isTheShareOfPairsInTheRightOrder(
      @ForAll @IntRange(min = 2, max = 60) int count, @ForAll long seed) {
    List<EvaluationLedger.Row> rows = rows(count, seed);
    double won = 0;
    double pairs = 0;
    for (EvaluationLedger.Row abnormal : rows) {
      for (EvaluationLedger.Row normal : rows) {
        if (abnormal.label() == 1 && normal.label() == 0) {
          pairs++;
          won += (1 + Math.signum(abnormal.score() - normal.score())) / 2;
        }
      }
    }

    assertThat(new EvaluationLedger(rows).auroc(count).value())
        .isCloseTo(won / pairs, Offset.offset(1e-12));
  }

  @Property(tries = 50)
  void pixelsAgreeWithTheirRanksWithinWhatTheySay(@ForAll long seed) {
    PixelCounts counts = new PixelCounts();
    double[] normal = new double[200];
    double[] abnormal = new double[100];
    for (int i = 0; i < 300; i++) {
      float score = (float) (new Draw(seed).uniform(i) - 0.3 + (i < 200 ? 0 : 0.3));
      counts.add(score, i < 200 ? 1 : 0, i < 200 ? 0 : 1);
      if (i < 200) {
        normal[i] = score;
      } else {
        abnormal[i - 200] = score;
      }
    }

    PixelCounts.Figure figure = counts.auroc();

    assertThat(figure.value())
        .isCloseTo(Auroc.of(normal, abnormal), Offset.offset(figure.within() + 1e-12));
    assertThat(figure.within()).isLessThan(1e-3);
    assertThat(PixelCounts.of(counts.bytes())).isEqualTo(counts).hasSameHashCodeAs(counts);
  }

  @Test
  void sampleThatIsScoredTwiceIsAnError() {
    EvaluationLedger part = new EvaluationLedger(rows(4, 0));

    assertThatThrownBy(() -> EvaluationLedger.merge(List.of(part, part)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot count s000 twice: each sample is scored once");
  }

  @Test
  void figureOverSomeSamplesIsNotGivenAsIfItWereOverAll() {
    EvaluationLedger some = new EvaluationLedger(rows(80, 5));

    assertThatThrownBy(() -> some.auroc(83))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Cannot give a figure over 80 of 83 samples");
    assertThat(some.aurocCovering(83).text()).endsWith("over 80 of 83");
    assertThatThrownBy(() -> some.aurocCovering(79)).hasMessage("Cannot cover 80 of 79 samples");
  }

  @Test
  void thereMustBeGoodAndBadSamples() {
    EvaluationLedger good = new EvaluationLedger(List.of(new EvaluationLedger.Row("a", 0, 1)));

    assertThat(good.hasBoth()).isFalse();
    assertThatThrownBy(() -> good.auroc(1))
        .hasMessageContaining("Cannot compute an AUROC of 1 normal and 0 abnormal samples");
    assertThatThrownBy(() -> new PixelCounts().auroc())
        .hasMessageContaining("Cannot compute a pixel AUROC");
    assertThatThrownBy(() -> new EvaluationLedger.Row("a", 0, Double.NaN))
        .hasMessageContaining("Invalid score of a: label 0, score NaN");
  }

  @Test
  void samplesOfUnknownLabelAreScoredButNotCounted() {
    List<EvaluationLedger.Row> rows = new ArrayList<>(rows(6, 1));
    rows.add(new EvaluationLedger.Row("unknown", -1, 9));

    EvaluationLedger.Figure figure = new EvaluationLedger(rows).auroc(7);

    assertThat(figure.value()).isEqualTo(new EvaluationLedger(rows(6, 1)).auroc(6).value());
    assertThat(figure.text()).endsWith("over 6 of 7");
  }
}
