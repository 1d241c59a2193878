package io.millrace.item;

import io.millrace.sample.Contents;
import io.millrace.sample.Depth;
import io.millrace.sample.Task;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;

/**
 * What every row of a batch looks like.
 *
 * @param size height and width of picture, mask and depth map
 * @param precision how pictures are stored
 * @param contents what a row consists of
 */
public record BatchLayout(Size size, Precision precision, Contents contents)
    implements Serializable {
  /** Each tensor begins at a multiple of it: engines read numbers that are not split by a line. */
  private static final long ALIGNMENT = 64;

  public BatchLayout {
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(contents, "contents");
  }

  /** Rows of still pictures, with masks or without. */
  public BatchLayout(Size size, Precision precision, Task task) {
    this(size, precision, Contents.of(task));
  }

  /**
   * One row of a tensor.
   *
   * @param shape of a row
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record RowForm(DType type, long[] shape) {
    long bytes() {
      return HostTensor.bytes(type, shape);
    }

    /** The shape of so many rows. */
    long[] rows(long rows) {
      return LongStream.concat(LongStream.of(rows), LongStream.of(shape)).toArray();
    }
  }

  /** The tensors of a row whose numbers are decoded, in the order of a batch's memory. */
  Map<ItemField, RowForm> forms() {
    Map<ItemField, RowForm> forms = new EnumMap<>(ItemField.class);
    long height = size.height();
    long width = size.width();
    forms.put(
        ItemField.IMAGE,
        new RowForm(precision.type(), framed(contents.frames(), 3, height, width)));
    if (contents.task() == Task.SEGMENTATION) {
      forms.put(
          ItemField.GT_MASK, new RowForm(DType.U8, framed(contents.targets(), height, width)));
    }

    if (contents.depth().exists()) {
      long channels = contents.depth().channels().count();
      forms.put(ItemField.DEPTH_MAP, new RowForm(DType.F32, new long[] {channels, height, width}));
    }

    if (contents.depth().valid() == Depth.Valid.ON) {
      forms.put(ItemField.DEPTH_VALID, new RowForm(DType.U8, new long[] {height, width}));
    }

    return forms;
  }

  /** One frame has no axis of its own, as in the reference. */
  private static long[] framed(int frames, long... shape) {
    return frames == 1
        ? shape
        : LongStream.concat(LongStream.of(frames), LongStream.of(shape)).toArray();
  }

  private long bytes(ItemField field) {
    RowForm form = forms().get(field);
    return form == null ? 0 : form.bytes();
  }

  /** Bytes of one picture, or of all frames of a clip. */
  public long imageBytes() {
    return bytes(ItemField.IMAGE);
  }

  /** Bytes of one row. */
  public long rowBytes() {
    return forms().values().stream().mapToLong(RowForm::bytes).sum();
  }

  /** Bytes of a batch of so many rows. */
  public long batchBytes(int rows) {
    return forms().values().stream().mapToLong(form -> aligned(form.bytes() * rows)).sum();
  }

  /** The next multiple of the alignment. */
  static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
