package io.millrace.item;

import java.util.Locale;

/**
 * The fields of an image item or batch, in the reference's order and by its names ({@code
 * anomalib.data.ImageItem}), then our own {@link #SAMPLE_ID}. Shapes are those of an item; a batch
 * has one more axis in front.
 */
public enum ItemField {
  /** RGB, 3 x height x width, float32 or uint8. */
  IMAGE(3),
  /** Whether the sample is anomalous: one element, 0 or 1. */
  GT_LABEL(0),
  /** height x width, 0 or 1. */
  GT_MASK(2),
  /** The mask's file; absent for normal samples. */
  MASK_PATH,
  /** A model's score for each pixel, height x width, float32. */
  ANOMALY_MAP(2),
  /** A model's score, one float32. */
  PRED_SCORE(0),
  /** A model's mask, height x width, 0 or 1. */
  PRED_MASK(2),
  /** A model's verdict: one element, 0 or 1. */
  PRED_LABEL(0),
  /** A model's words. */
  EXPLANATION,
  /** The picture's file. */
  IMAGE_PATH,
  /** Path relative to {@code data.root}; not in the reference. */
  SAMPLE_ID;

  /** Whether a field holds numbers or words. */
  public enum Kind {
    TENSOR("numbers"),
    TEXT("words");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** {@code numbers} or {@code words}. */
    public String text() {
      return text;
    }
  }

  private final Kind kind;
  private final int axes;

  ItemField() {
    this.kind = Kind.TEXT;
    this.axes = 0;
  }

  ItemField(int axes) {
    this.kind = Kind.TENSOR;
    this.axes = axes;
  }

  /** Whether it holds numbers or words. */
  public Kind kind() {
    return kind;
  }

  /** Checks that it holds numbers, or that it holds words. */
  void require(Kind wanted) {
    if (kind != wanted) {
      throw new IllegalArgumentException("Invalid " + text() + ": it holds " + kind.text());
    }
  }

  /** Axes of an item's tensor; a batch's has one more. */
  public int axes() {
    return axes;
  }

  /** The reference's name, such as {@code gt_mask}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
