package io.millrace.batch;

import io.millrace.decode.Decoding;
import io.millrace.decode.Draft;
import io.millrace.decode.Limits;
import io.millrace.item.BatchLayout;
import io.millrace.item.Precision;
import io.millrace.sample.Contents;
import io.millrace.sample.Depth;
import io.millrace.sample.OriginalFrames;
import io.millrace.sample.Task;
import io.millrace.transform.Compose;
import io.millrace.transform.Levels;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/**
 * How a sample's files become numbers.
 *
 * @param transforms applied to picture and mask
 * @param precision how pictures are stored
 * @param contents what samples consist of
 * @param seed of the random operations
 * @param decoding how pictures are decoded, and how large they may be
 */
public record Recipe(
    Compose transforms, Precision precision, Contents contents, long seed, Decoding decoding)
    implements Serializable {
  public Recipe {
    Objects.requireNonNull(contents, "contents");
    Objects.requireNonNull(decoding, "decoding");
    if (precision == Precision.UINT8 && transforms.normalizes()) {
      throw new IllegalArgumentException(
          "Invalid dtype: uint8 cannot hold normalised values (use float32, or leave Normalize to"
              + " the device)");
    }
  }

  /** For still pictures, with masks or without. */
  public Recipe(Compose transforms, Precision precision, Task task, long seed, Decoding decoding) {
    this(transforms, precision, Contents.of(task), seed, decoding);
  }

  /** Whether samples have masks. */
  public Task task() {
    return contents.task();
  }

  /** How small pictures may be decoded for these operations. */
  public static Draft draft(Compose transforms) {
    return transforms
        .firstSize()
        .map(size -> new Draft(size.height(), size.width()))
        .orElse(Draft.NONE);
  }

  /** How large pictures may be. */
  public Limits limits() {
    return decoding.limits();
  }

  /** The numbers of decoded levels. */
  public Levels levels() {
    return Levels.of(contents);
  }

  /** The same for samples that consist of something else. */
  public Recipe with(Contents others) {
    return new Recipe(transforms, precision, others, seed, decoding);
  }

  /** The same with other operations. */
  public Recipe with(Compose others) {
    return new Recipe(others, precision, contents, seed, decoding);
  }

  /**
   * What every row of a batch looks like, if that is known before any picture is read: depth maps
   * that are not resized, and frames as decoded, have any size.
   */
  public Optional<BatchLayout> layout() {
    boolean free =
        contents.originals() == OriginalFrames.KEEP
            || (contents.depth().exists() && contents.depth().resizing() == Depth.Resizing.OFF);
    return free
        ? Optional.empty()
        : transforms.fixedSize().map(fixed -> new BatchLayout(fixed, precision, contents));
  }
}
