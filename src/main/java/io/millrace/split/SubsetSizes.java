package io.millrace.split;

/** Sizes of the reference's {@code random_split}: floors, then the remainder one by one. */
final class SubsetSizes {
  private SubsetSizes() {}

  /** The sizes of the parts of n rows; subsets 0, 1, ... share what the floors leave over. */
  static int[] of(int n, double... ratios) {
    int[] sizes = new int[ratios.length];
    int left = n;
    for (int i = 0; i < ratios.length; i++) {
      sizes[i] = (int) Math.floor(n * ratios[i]);
      left -= sizes[i];
    }

    for (int i = 0; i < left; i++) {
      sizes[i % sizes.length]++;
    }

    return sizes;
  }
}
