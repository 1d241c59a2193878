package io.millrace.split;

import io.millrace.sample.Split;
import java.io.ByteArrayOutputStream;
import java.util.stream.IntStream;

/** Rows of a data set for tests, in path order: a folder and a label each. */
final class Rows {
  private final ByteArrayOutputStream folders = new ByteArrayOutputStream();
  private final ByteArrayOutputStream labels = new ByteArrayOutputStream();

  Rows add(int count, byte folder, int label) {
    for (int i = 0; i < count; i++) {
      folders.write(folder);
      labels.write(label);
    }

    return this;
  }

  byte[] folders() {
    return folders.toByteArray();
  }

  byte[] labels() {
    return labels.toByteArray();
  }

  byte[] split(SplitRule rule) {
    return Splits.assign(folders(), labels(), rule);
  }

  /** The indices of the rows that are in a split. */
  static int[] of(byte[] bits, Split split) {
    return IntStream.range(0, bits.length)
        .filter(i -> Membership.contains(bits[i], split))
        .toArray();
  }
}
