package io.millrace.item;

import java.util.Locale;

/**
 * The fields of an image item or batch, in the reference's order and by its names ({@code
 * anomalib.data.ImageItem}), then our own {@link #SAMPLE_ID}. Shapes are those of an item; a batch
 * has one more axis in front.
 */
public enum ItemField {
  /** RGB, 3 x height x width, float32 or uint8; of a clip frames x 3 x height x width. */
  IMAGE(3, 4),
  /** Whether the sample is anomalous: one element, 0 or 1; of a clip also one a frame. */
  GT_LABEL(0, 1),
  /** height x width, 0 or 1; of a clip also one a frame. */
  GT_MASK(2, 3),
  /** The mask's file; absent for normal samples. */
  MASK_PATH,
  /** A model's score for each pixel, height x width, float32. */
  ANOMALY_MAP(2, 3),
  /** A model's score, one float32. */
  PRED_SCORE(0),
  /** A model's mask, height x width, 0 or 1. */
  PRED_MASK(2, 3),
  /** A model's verdict: one element, 0 or 1. */
  PRED_LABEL(0),
  /** A model's words. */
  EXPLANATION,
  /** The picture's file. */
  IMAGE_PATH,
  /** Distances, channels x height x width, float32; 0 where there is no reading. */
  DEPTH_MAP(3),
  /** The depth map's file. */
  DEPTH_PATH,
  /** Where the depth map has a reading, height x width, 0 or 1; not in the reference. */
  DEPTH_VALID(2),
  /** Target frames as decoded, frames x 3 x height x width, uint8. */
  ORIGINAL_IMAGE(4),
  /** The video's file, or the folder of its frames. */
  VIDEO_PATH,
  /** Number of the clip's target frame in its video, int64. */
  TARGET_FRAME(0),
  /** Numbers of the target frames in their video, int64, one or one a frame. */
  FRAMES(0, 1),
  /** Number of the last frame of the video's last clip, int32. */
  LAST_FRAME(0),
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
  private final int mostAxes;

  ItemField() {
    this.kind = Kind.TEXT;
    this.axes = 0;
    this.mostAxes = 0;
  }

  ItemField(int axes) {
    this(axes, axes);
  }

  ItemField(int axes, int mostAxes) {
    this.kind = Kind.TENSOR;
    this.axes = axes;
    this.mostAxes = mostAxes;
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

  /** Axes of an item's tensor, where it is no clip; a batch's has one more. */
  public int axes() {
    return axes;
  }

  /**
   * Whether an item's tensor may have so many axes.
   *
   * @param image axes of the item's picture: a clip's other fields may have frames too
   */
  public boolean fits(int rank, int image) {
    return rank == axes || (rank == mostAxes && image == IMAGE.mostAxes);
  }

  /** The reference's name, such as {@code gt_mask}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
