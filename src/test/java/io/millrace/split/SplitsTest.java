package io.millrace.split;

import static io.millrace.split.Membership.NOWHERE;
import static io.millrace.split.Membership.TEST;
import static io.millrace.split.Membership.TRAIN;
import static io.millrace.split.Membership.VAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.sample.Split;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Expected rows and counts are what the reference gave for the same toys. */
class SplitsTest {
  private static final SplitRule FOLDER = rule(TestSplitMode.FROM_DIR, ValSplitMode.FROM_TEST);

  /** Sorted by path: abnormal, normal, normal_test. */
  private static final Rows ABNORMAL_AND_NORMAL = new Rows().add(5, TEST, 1).add(11, TRAIN, 0);

  private static final Rows NORMAL = new Rows().add(11, TRAIN, 0);

  @Test
  void sizesAreFloorsAndTheRemainderGoesToTheFirst() {
    assertThat(SubsetSizes.of(7, .5, .5)).containsExactly(4, 3);
    assertThat(SubsetSizes.of(10, .7, .2, .1)).containsExactly(7, 2, 1);
    assertThat(SubsetSizes.of(3, .5, .3, .2)).containsExactly(2, 1, 0);
    assertThat(SubsetSizes.of(11, .8, .2)).containsExactly(9, 2);
    assertThat(SubsetSizes.of(1, .5, .5)).containsExactly(1, 0);
  }

  @Test
  void takesTheRowsOfTheReferenceFromTrain() {
    byte[] bits =
        new Rows()
            .add(3, TEST, 1)
            .add(3, TEST, 0)
            .add(10, TRAIN, 0)
            .split(rule(TestSplitMode.FROM_DIR, ValSplitMode.FROM_TRAIN));

    assertThat(Rows.of(bits, Split.VAL)).containsExactly(6, 9, 11, 13, 15);
    assertThat(Rows.of(bits, Split.TRAIN)).containsExactly(7, 8, 10, 12, 14);
  }

  @Test
  void takesTheRowsOfTheReferenceFromTestLabelByLabel() {
    byte[] bits = new Rows().add(6, TEST, 1).add(4, TEST, 0).split(FOLDER);

    assertThat(Rows.of(bits, Split.VAL)).containsExactly(1, 4, 5, 6, 7);
    assertThat(Rows.of(bits, Split.TEST)).containsExactly(0, 2, 3, 8, 9);
  }

  @Test
  void splitsAFolderWithNormalTestPictures() {
    byte[] bits = new Rows().add(5, TEST, 1).add(11, TRAIN, 0).add(3, TEST, 0).split(FOLDER);

    assertThat(counts(bits)).containsExactly(11, 3, 5);
  }

  @Test
  void takesNormalTestPicturesFromTrainWhereThereAreNone() {
    byte[] bits = ABNORMAL_AND_NORMAL.split(FOLDER);

    assertThat(counts(bits)).containsExactly(9, 3, 4);
    assertThat(IntStream.of(Rows.of(bits, Split.TEST)).filter(i -> i >= 5)).hasSize(1);
    assertThat(IntStream.of(Rows.of(bits, Split.VAL)).filter(i -> i >= 5)).hasSize(1);
  }

  @Test
  void splitsAFolderOfNormalPicturesAlone() {
    assertThat(counts(NORMAL.split(FOLDER))).containsExactly(9, 1, 1);
  }

  @Test
  void refusesToTakeFromAnEmptyTestSet() {
    assertThatThrownBy(() -> NORMAL.split(rule(TestSplitMode.NONE, ValSplitMode.FROM_TEST)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot take validation samples from test: it has none (use another val_split_mode"
                + " than from_test, or add samples)");
  }

  @Test
  void testModeNoneTakesNothingFromTrain() {
    byte[] bits = ABNORMAL_AND_NORMAL.split(rule(TestSplitMode.NONE, ValSplitMode.SAME_AS_TEST));

    assertThat(counts(bits)).containsExactly(11, 5, 5);
  }

  @Test
  void testModeNoneDropsAllButAnomaliesWhereThereAreNormalRows() {
    byte[] bits =
        new Rows()
            .add(2, TEST, 1)
            .add(2, TEST, 0)
            .add(1, TEST, -1)
            .split(rule(TestSplitMode.NONE, ValSplitMode.NONE));

    assertThat(bits).containsExactly(TEST, TEST, NOWHERE, NOWHERE, NOWHERE);
  }

  @Test
  void dropsTestRowsOfUnknownLabelOnlyBesideNormalOnes() {
    SplitRule rule = rule(TestSplitMode.FROM_DIR, ValSplitMode.NONE);

    assertThat(new Rows().add(1, TEST, -1).add(1, TEST, 0).split(rule))
        .containsExactly(NOWHERE, TEST);
    assertThat(new Rows().add(1, TEST, -1).add(1, TEST, 1).split(rule)).containsExactly(TEST, TEST);
  }

  @Test
  void keepsTheValidationFolderOnlyForFromDir() {
    Rows rows = new Rows().add(1, TEST, 0).add(1, TRAIN, 0).add(1, VAL, 0);

    assertThat(rows.split(rule(TestSplitMode.FROM_DIR, ValSplitMode.FROM_DIR)))
        .containsExactly(TEST, TRAIN, VAL);
    assertThat(rows.split(rule(TestSplitMode.FROM_DIR, ValSplitMode.NONE)))
        .containsExactly(TEST, TRAIN, NOWHERE);
    assertThat(rows.split(rule(TestSplitMode.FROM_DIR, ValSplitMode.SAME_AS_TEST)))
        .containsExactly((byte) (TEST | VAL), TRAIN, NOWHERE);
  }

  @Test
  void refusesSyntheticAnomalies() {
    assertThatThrownBy(() -> NORMAL.split(rule(TestSplitMode.SYNTHETIC, ValSplitMode.NONE)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "Unsupported: test_split_mode synthetic comes in a later version (use none or"
                + " from_dir)");
    assertThatThrownBy(() -> NORMAL.split(rule(TestSplitMode.FROM_DIR, ValSplitMode.SYNTHETIC)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "Unsupported: val_split_mode synthetic comes in a later version (use none,"
                + " same_as_test, from_train, from_test or from_dir)");
  }

  @Test
  void refusesRowsThatAreNotCodes() {
    assertThatThrownBy(() -> Splits.assign(new byte[2], new byte[3], FOLDER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid rows: 2 folders but 3 labels");
    assertThatThrownBy(() -> new Rows().add(1, (byte) 3, 0).split(FOLDER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid folder of row 0: 3 (must be 0, 1, 2 or 4)");
    assertThatThrownBy(() -> new Rows().add(1, TEST, 2).split(FOLDER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid label index: 2 (must be -1, 0 or 1)");
  }

  private static int[] counts(byte[] bits) {
    return new int[] {
      Rows.of(bits, Split.TRAIN).length,
      Rows.of(bits, Split.VAL).length,
      Rows.of(bits, Split.TEST).length
    };
  }

  private static SplitRule rule(TestSplitMode testMode, ValSplitMode valMode) {
    return new SplitRule(testMode, 0.2, valMode, 0.5, 42);
  }
}
