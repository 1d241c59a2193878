package io.millrace.train;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/**
 * Counts of normal and abnormal pixels by score, in 16 MiB whatever the number of pixels. A score
 * counts by its first 20 bits, one part in 2,048; {@link Figure#within} says how much that can
 * matter. Merging is exact, in any order. Travels as the bins that are in use. Not thread-safe.
 */
public final class PixelCounts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BITS = 20;
  private static final int BIN_BYTES = Integer.BYTES + 2 * Long.BYTES;

  private final transient long[] normal = new long[1 << BITS];
  private final transient long[] abnormal = new long[1 << BITS];

  /** What an instance travels as. */
  private static final class Sent implements Serializable {
    private static final long serialVersionUID = 1L;
    private final byte[] bytes;

    private Sent(byte[] bytes) {
      this.bytes = bytes;
    }

    private Object readResolve() {
      return PixelCounts.of(bytes);
    }
  }

  /**
   * Pixel AUROC.
   *
   * @param value the figure
   * @param within how far the figure of exact scores can be from it
   * @param pixels that it is over
   */
  public record Figure(double value, double within, long pixels) {
    /** Such as {@code 0.9731 (within 0.0002) over 339,968 pixels}. */
    public String text() {
      return String.format(
          Locale.ROOT, "%.4f (within %.4f) over %,d pixels", value, within, pixels);
    }
  }

  /** Counts so many normal and abnormal pixels of one score. */
  public void add(float score, long normalPixels, long abnormalPixels) {
    int bin = bin(score);
    normal[bin] += normalPixels;
    abnormal[bin] += abnormalPixels;
  }

  /** The floats' own order, the first bits of it. */
  private static int bin(float score) {
    int bits = Float.floatToIntBits(score + 0f); // -0 is 0
    int sorted = bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE;
    return sorted >>> (Integer.SIZE - BITS);
  }

  /** Adds what the other one counted. */
  public void merge(PixelCounts other) {
    for (int i = 0; i < normal.length; i++) {
      normal[i] += other.normal[i];
      abnormal[i] += other.abnormal[i];
    }
  }

  /** Adds what {@link #bytes} wrote. */
  public void merge(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      int bin = buffer.getInt();
      normal[bin] += buffer.getLong();
      abnormal[bin] += buffer.getLong();
    }
  }

  /** What {@link #bytes} wrote. */
  public static PixelCounts of(byte[] bytes) {
    PixelCounts counts = new PixelCounts();
    counts.merge(bytes);
    return counts;
  }

  /** The bins in use, 20 bytes each. */
  public byte[] bytes() {
    int used = 0;
    for (int i = 0; i < normal.length; i++) {
      used += isUsed(i) ? 1 : 0;
    }

    ByteBuffer buffer = ByteBuffer.allocate(BIN_BYTES * used);
    for (int i = 0; i < normal.length; i++) {
      if (isUsed(i)) {
        buffer.putInt(i).putLong(normal[i]).putLong(abnormal[i]);
      }
    }

    return buffer.array();
  }

  private boolean isUsed(int bin) {
    return normal[bin] != 0 || abnormal[bin] != 0;
  }

  /** Whether there are normal and abnormal pixels. */
  public boolean hasBoth() {
    return Arrays.stream(normal).sum() > 0 && Arrays.stream(abnormal).sum() > 0;
  }

  /**
   * The AUROC; pixels of one bin count as ties.
   *
   * @throws IllegalStateException if there are no normal or no abnormal pixels
   */
  public Figure auroc() {
    double pairs = (double) Arrays.stream(normal).sum() * Arrays.stream(abnormal).sum();
    if (pairs == 0) {
      throw new IllegalStateException(
          "Cannot compute a pixel AUROC: there must be normal and abnormal pixels (masks)");
    }

    double below = 0;
    double won = 0;
    double tied = 0;
    for (int i = 0; i < normal.length; i++) {
      won += abnormal[i] * below;
      tied += (double) abnormal[i] * normal[i];
      below += normal[i];
    }

    long pixels = Arrays.stream(normal).sum() + Arrays.stream(abnormal).sum();
    return new Figure((won + tied / 2) / pairs, tied / 2 / pairs, pixels);
  }

  private Object writeReplace() {
    return new Sent(bytes());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PixelCounts counts
        && Arrays.equals(normal, counts.normal)
        && Arrays.equals(abnormal, counts.abnormal);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(normal) + Arrays.hashCode(abnormal);
  }
}
