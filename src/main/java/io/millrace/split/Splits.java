package io.millrace.split;

import io.millrace.random.Mt19937;
import io.millrace.sample.Label;
import io.millrace.sample.Split;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The test rule, then the validation rule, over the rows of a data set in path order. */
public final class Splits {
  private final byte[] bits;
  private final byte[] labels;
  private final SplitRule rule;

  private Splits(byte[] bits, byte[] labels, SplitRule rule) {
    this.bits = bits;
    this.labels = labels;
    this.rule = rule;
  }

  /**
   * The subsets of each row as bits of {@link Membership}.
   *
   * @param folders the split that a row's folder says, as its bit; {@link Membership#NOWHERE} where
   *     it says none
   * @param labels the {@link Label#index()} of each row
   * @throws UnsupportedOperationException if {@link SplitRule#unsupported()} says why
   * @throws IllegalArgumentException if the validation set would be taken from an empty set
   */
  public static byte[] assign(byte[] folders, byte[] labels, SplitRule rule) {
    check(folders, labels);
    Splits splits = new Splits(folders.clone(), labels, rule);
    splits.makeTest();
    splits.makeVal();
    return splits.bits;
  }

  private static void check(byte[] folders, byte[] labels) {
    if (folders.length != labels.length) {
      throw new IllegalArgumentException(
          "Invalid rows: " + folders.length + " folders but " + labels.length + " labels");
    }

    for (int i = 0; i < folders.length; i++) {
      Label.of(labels[i]);
      if (folders[i] < 0 || folders[i] > Membership.TEST || Integer.bitCount(folders[i]) > 1) {
        throw new IllegalArgumentException(
            "Invalid folder of row " + i + ": " + folders[i] + " (must be 0, 1, 2 or 4)");
      }
    }
  }

  private void makeTest() {
    if (rows(i -> isTest(i, Label.NORMAL)).length > 0) {
      filterTest();
    } else {
      fillTest();
    }
  }

  /** The test folder has normal rows. */
  private void filterTest() {
    drop(i -> isTest(i, Label.UNKNOWN));
    switch (rule.testMode()) {
      case NONE -> drop(i -> isTest(i, Label.NORMAL));
      case FROM_DIR -> {}
      case SYNTHETIC -> throw rule.refusal();
    }
  }

  /** The test folder has no normal row. */
  private void fillTest() {
    switch (rule.testMode()) {
      case NONE -> {}
      case FROM_DIR -> move(rows(i -> in(i, Split.TRAIN)), rule.testRatio(), Membership.TEST);
      case SYNTHETIC -> throw rule.refusal();
    }
  }

  private void makeVal() {
    if (rule.valMode() != ValSplitMode.FROM_DIR) {
      drop(i -> in(i, Split.VAL));
    }

    switch (rule.valMode()) {
      case NONE, FROM_DIR -> {}
      case SAME_AS_TEST -> {
        for (int row : rows(i -> in(i, Split.TEST))) {
          bits[row] = Membership.TEST | Membership.VAL;
        }
      }
      case FROM_TRAIN -> holdOut(Split.TRAIN);
      case FROM_TEST -> holdOut(Split.TEST);
      case SYNTHETIC -> throw rule.refusal();
    }
  }

  /**
   * Moves the validation part of each label; the reference begins each label with the same seed.
   */
  private void holdOut(Split from) {
    if (rows(i -> in(i, from)).length == 0) {
      throw new IllegalArgumentException(
          String.format(
              "Cannot take validation samples from %s: it has none (use another val_split_mode"
                  + " than %s, or add samples)",
              from.text(), rule.valMode().text()));
    }

    for (Label label : Label.values()) {
      int[] group = rows(i -> in(i, from) && labels[i] == label.index());
      move(group, rule.valRatio(), Membership.VAL);
    }
  }

  private void move(int[] rows, double ratio, byte to) {
    int kept = SubsetSizes.of(rows.length, 1 - ratio, ratio)[0];
    int[] order = new Mt19937(rule.seed()).permutation(rows.length);
    for (int i = kept; i < rows.length; i++) {
      bits[rows[order[i]]] = to;
    }
  }

  private void drop(IntPredicate which) {
    for (int row : rows(which)) {
      bits[row] = Membership.NOWHERE;
    }
  }

  private boolean in(int row, Split split) {
    return Membership.contains(bits[row], split);
  }

  private boolean isTest(int row, Label label) {
    return in(row, Split.TEST) && labels[row] == label.index();
  }

  private int[] rows(IntPredicate which) {
    return IntStream.range(0, bits.length).filter(which).toArray();
  }
}
