package io.millrace.split;

import static io.millrace.split.Membership.NOWHERE;
import static io.millrace.split.Membership.TEST;
import static io.millrace.split.Membership.TRAIN;
import static io.millrace.split.Membership.VAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sample.Split;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SplitsPropertiesTest {
  @Property
  void subsetsAreDisjointButForSameAsTest(@ForAll("rows") Rows rows, @ForAll("rules") SplitRule r) {
    for (byte bits : rows.split(r)) {
      if (r.valMode() == ValSplitMode.SAME_AS_TEST) {
        assertThat(bits).isIn(NOWHERE, TRAIN, (byte) (TEST | VAL));
      } else {
        assertThat(bits).isIn(NOWHERE, TRAIN, VAL, TEST);
      }
    }
  }

  @Property
  void rowsAreKeptOrDroppedByRuleAlone(@ForAll("rows") Rows rows, @ForAll("rules") SplitRule rule) {
    byte[] bits = rows.split(rule);
    for (int i = 0; i < bits.length; i++) {
      assertThat(bits[i] == NOWHERE).isEqualTo(isDropped(rows, i, rule));
    }
  }

  @Property
  void valTakesTheFloorOfItsPartOfEachLabel(
      @ForAll("rows") Rows rows, @ForAll("rules") SplitRule rule) {
    SplitRule fromTrain =
        new SplitRule(
            TestSplitMode.NONE, 0.5, ValSplitMode.FROM_TRAIN, rule.valRatio(), rule.seed());
    byte[] bits = rows.split(fromTrain);
    for (int label = -1; label <= 1; label++) {
      int n = count(rows, rows.folders(), TRAIN, label);

      assertThat(count(rows, bits, VAL, label)).isEqualTo((int) (n * rule.valRatio()));
    }
  }

  @Property
  void testTakesTheFloorOfItsPartOfTrain(
      @ForAll("rows") Rows rows, @ForAll("rules") SplitRule rule) {
    SplitRule fromDir =
        new SplitRule(
            TestSplitMode.FROM_DIR, rule.testRatio(), ValSplitMode.NONE, 0.5, rule.seed());
    int before = Rows.of(rows.folders(), Split.TRAIN).length;
    int taken = hasNormalTest(rows) ? 0 : (int) (before * rule.testRatio());

    assertThat(Rows.of(rows.split(fromDir), Split.TRAIN)).hasSize(before - taken);
  }

  @Property
  void inputsStayAsTheyAreAndDecideAlone(
      @ForAll("rows") Rows rows, @ForAll("rules") SplitRule rule) {
    byte[] folders = rows.folders();
    byte[] labels = rows.labels();
    byte[] first = Splits.assign(folders, labels, rule);

    assertThat(folders).isEqualTo(rows.folders());
    assertThat(labels).isEqualTo(rows.labels());
    assertThat(Splits.assign(folders, labels, rule)).isEqualTo(first).isNotSameAs(first);
  }

  @Property
  void rowsOfNoFolderChangeNothing(@ForAll("rows") Rows rows, @ForAll("rules") SplitRule rule) {
    byte[] alone = rows.split(rule);
    byte[] beside = rows.add(7, NOWHERE, 0).split(rule);

    assertThat(Arrays.copyOf(beside, alone.length)).isEqualTo(alone);
  }

  /** Rows of every kind, at least a normal training row and an anomaly of the test folder. */
  @Provide
  Arbitrary<Rows> rows() {
    Arbitrary<Byte> folder = Arbitraries.of(NOWHERE, TRAIN, VAL, TEST);
    Arbitrary<Integer> label = Arbitraries.integers().between(-1, 1);
    return Combinators.combine(folder.list().ofMaxSize(60), label.list().ofSize(60))
        .as(
            (folders, labels) -> {
              Rows rows = new Rows().add(1, TEST, 1).add(1, TRAIN, 0);
              for (int i = 0; i < folders.size(); i++) {
                rows.add(1, folders.get(i), labels.get(i));
              }

              return rows;
            });
  }

  @Provide
  Arbitrary<SplitRule> rules() {
    Arbitrary<Double> ratio = Arbitraries.doubles().between(0.001, 0.999).ofScale(3);
    return Combinators.combine(
            Arbitraries.of(TestSplitMode.NONE, TestSplitMode.FROM_DIR),
            ratio,
            Arbitraries.of(ValSplitMode.class).filter(mode -> mode != ValSplitMode.SYNTHETIC),
            ratio,
            Arbitraries.longs())
        .as(SplitRule::new);
  }

  private static boolean isDropped(Rows rows, int row, SplitRule rule) {
    int label = rows.labels()[row];
    return switch (rows.folders()[row]) {
      case NOWHERE -> true;
      case VAL -> rule.valMode() != ValSplitMode.FROM_DIR;
      case TEST ->
          hasNormalTest(rows)
              && (label == -1 || (label == 0 && rule.testMode() == TestSplitMode.NONE));
      default -> false;
    };
  }

  private static boolean hasNormalTest(Rows rows) {
    return count(rows, rows.folders(), TEST, 0) > 0;
  }

  private static int count(Rows rows, byte[] bits, byte bit, int label) {
    byte[] labels = rows.labels();
    return (int)
        IntStream.range(0, bits.length).filter(i -> bits[i] == bit && labels[i] == label).count();
  }
}
