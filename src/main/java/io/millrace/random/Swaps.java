package io.millrace.random;

/** The two steps of every shuffle. */
final class Swaps {
  private Swaps() {}

  static int[] identity(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }

    return order;
  }

  static void swap(int[] order, int i, int j) {
    int kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }
}
