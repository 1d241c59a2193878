package io.millrace.plan;

/** Checks of numbers, and the one division that Java 17 lacks. */
final class Checks {
  private Checks() {}

  static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + " (must be >= " + least + ")");
    }
  }

  static void index(String name, int value, int size) {
    if (value < 0 || value >= size) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + " (there are " + size + ", counted from 0)");
    }
  }

  /** The quotient, rounded up; Math.ceilDiv came with Java 18. */
  static int ceilDiv(int number, int divisor) {
    return -Math.floorDiv(-number, divisor);
  }
}
