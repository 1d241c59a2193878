package io.millrace.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.sample.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitRuleTest {
  @ParameterizedTest
  @EnumSource
  void testModesHaveTheirNamesInBothCases(TestSplitMode mode) {
    assertThat(TestSplitMode.of(mode.text())).isEqualTo(mode);
    assertThat(TestSplitMode.of(mode.name())).isEqualTo(mode);
  }

  @ParameterizedTest
  @EnumSource
  void valModesHaveTheirNamesInBothCases(ValSplitMode mode) {
    assertThat(ValSplitMode.of(mode.text())).isEqualTo(mode);
    assertThat(ValSplitMode.of(mode.name())).isEqualTo(mode);
  }

  @Test
  void namesAreThoseOfTheReferenceInEveryLocale() {
    assertThat(TestSplitMode.FROM_DIR.text()).isEqualTo("from_dir");
    assertThat(ValSplitMode.SAME_AS_TEST.text()).isEqualTo("same_as_test");
    assertThat(ValSplitMode.SYNTHETIC.text()).isEqualTo("synthetic");
  }

  @Test
  void refusesUnknownModesAndListsTheKnown() {
    assertThatThrownBy(() -> TestSplitMode.of("From_Dir"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid test_split_mode: From_Dir (must be none, from_dir or synthetic)");
    assertThatThrownBy(() -> ValSplitMode.of("zzz"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid val_split_mode: zzz (must be none, same_as_test, from_train, from_test,"
                + " synthetic or from_dir)");
  }

  @Test
  void takesZeroForAHalfAsTheReferenceDoes() {
    SplitRule rule = new SplitRule(TestSplitMode.FROM_DIR, 0, ValSplitMode.FROM_TEST, 0, 0);

    assertThat(rule.testRatio()).isEqualTo(0.5);
    assertThat(rule.valRatio()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN, 1e-17})
  void refusesRatiosThatLeaveOnePartWithoutAShare(double ratio) {
    assertThatThrownBy(() -> new SplitRule(TestSplitMode.NONE, ratio, ValSplitMode.NONE, 0.5, 42))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid test_split_ratio: " + ratio + " (must be > 0 and < 1)");
    assertThatThrownBy(() -> new SplitRule(TestSplitMode.NONE, 0.5, ValSplitMode.NONE, ratio, 42))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid val_split_ratio: " + ratio + " (must be > 0 and < 1)");
  }

  @Test
  void saysWhatComesLater() {
    SplitRule rule = new SplitRule(TestSplitMode.SYNTHETIC, 0.2, ValSplitMode.SYNTHETIC, 0.5, 42);

    assertThat(rule.unsupported())
        .containsExactly(
            "Unsupported: test_split_mode synthetic comes in a later version (use none or"
                + " from_dir)",
            "Unsupported: val_split_mode synthetic comes in a later version (use none,"
                + " same_as_test, from_train, from_test or from_dir)");
  }

  @Test
  void membershipHasABitForEachSplit() {
    byte valAndTest = Membership.VAL | Membership.TEST;

    assertThat(Membership.contains(valAndTest, Split.TRAIN)).isFalse();
    assertThat(Membership.contains(valAndTest, Split.VAL)).isTrue();
    assertThat(Membership.contains(valAndTest, Split.TEST)).isTrue();
  }
}
