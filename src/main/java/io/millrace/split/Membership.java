package io.millrace.split;

import io.millrace.sample.Split;

/** The subsets of one row as bits of a byte; 0 is in none. */
public final class Membership {
  /** In no subset. */
  public static final byte NOWHERE = 0;

  /** In train. */
  public static final byte TRAIN = 1;

  /** In validation. */
  public static final byte VAL = 2;

  /** In test. */
  public static final byte TEST = 4;

  private Membership() {}

  /** The bit of a split. */
  public static byte bit(Split split) {
    return switch (split) {
      case TRAIN -> TRAIN;
      case VAL -> VAL;
      case TEST -> TEST;
    };
  }

  /** Whether a row of these bits is in that split. */
  public static boolean contains(byte bits, Split split) {
    return (bits & bit(split)) != 0;
  }
}
