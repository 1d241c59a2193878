package io.millrace.transform;

/** The one check that all random operations share. */
final class Probability {
  private Probability() {}

  static void check(String operation, double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException(
          "Invalid p of " + operation + ": " + p + " (must be from 0 to 1)");
    }
  }
}
