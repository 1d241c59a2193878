package io.millrace.item;

import io.millrace.item.Precision.RowWriter;
import java.nio.ByteBuffer;

/**
 * Writes finished rows into a tensor: a picture (channels x height x width) or a mask (height x
 * width), which may be one row of a batch's tensor.
 */
public final class TensorSink implements PlaneSink {
  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(1 << 16).asReadOnlyBuffer();

  private final HostTensor tensor;
  private final RowWriter rows;

  /**
   * Writes into that tensor.
   *
   * @throws IllegalArgumentException if the precision is one of other elements
   */
  public TensorSink(HostTensor tensor, Precision precision) {
    if (tensor.type() != precision.type()) {
      throw new IllegalArgumentException(
          "Invalid tensor: "
              + tensor
              + " (must be "
              + precision.type()
              + " for "
              + precision
              + ")");
    }

    this.tensor = tensor;
    this.rows = precision.into(tensor.data());
  }

  /** A new picture, 3 x height x width. */
  public static TensorSink picture(Size size, Precision precision) {
    return new TensorSink(
        HostTensor.zeros(precision.type(), 3, size.height(), size.width()), precision);
  }

  /** A new mask, height x width, all 0. */
  public static TensorSink mask(Size size) {
    return new TensorSink(
        HostTensor.zeros(DType.U8, size.height(), size.width()), Precision.BINARY);
  }

  /** What it writes into. */
  public HostTensor tensor() {
    return tensor;
  }

  /** Makes all of it zero. */
  public void clear() {
    ByteBuffer data = tensor.data();
    while (data.hasRemaining()) {
      data.put(ZEROS.slice(0, Math.min(ZEROS.capacity(), data.remaining())));
    }
  }

  @Override
  public void row(int channel, int y, float[] values) {
    int width = tensor.axis(-1);
    rows.put((channel * tensor.axis(-2) + y) * width, values, width);
  }
}
