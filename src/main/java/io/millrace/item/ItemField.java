package io.millrace.item;

import java.util.Locale;

/**
 * The fields of an image item or batch, in the reference's order and by its names ({@code
 * anomalib.data.ImageItem}), then our own {@link #SAMPLE_ID}. Shapes are those of an item; a batch
 * has one more axis in front.
 */
public enum ItemField {
  /** RGB, 3 x height x width, float32 or uint8. */
  IMAGE(Kind.TENSOR),
  /** Whether the sample is anomalous: one element, 0 or 1. */
  GT_LABEL(Kind.TENSOR),
  /** height x width, 0 or 1. */
  GT_MASK(Kind.TENSOR),
  /** The mask's file; absent for normal samples. */
  MASK_PATH(Kind.TEXT),
  /** A model's score for each pixel, height x width, float32. */
  ANOMALY_MAP(Kind.TENSOR),
  /** A model's score, one float32. */
  PRED_SCORE(Kind.TENSOR),
  /** A model's mask, height x width, 0 or 1. */
  PRED_MASK(Kind.TENSOR),
  /** A model's verdict: one element, 0 or 1. */
  PRED_LABEL(Kind.TENSOR),
  /** A model's words. */
  EXPLANATION(Kind.TEXT),
  /** The picture's file. */
  IMAGE_PATH(Kind.TEXT),
  /** Path relative to {@code data.root}; not in the reference. */
  SAMPLE_ID(Kind.TEXT);

  /** Whether a field holds numbers or words. */
  public enum Kind {
    TENSOR,
    TEXT
  }

  private final Kind kind;

  ItemField(Kind kind) {
    this.kind = kind;
  }

  /** Whether it holds numbers or words. */
  public Kind kind() {
    return kind;
  }

  /** The reference's name, such as {@code gt_mask}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
