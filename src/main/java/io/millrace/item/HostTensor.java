package io.millrace.item;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * A tensor in host memory, row-major (last axis fastest), in native byte order. Whoever allocated
 * the buffer owns it; a tensor made from part of a batch is a view and dies with the batch.
 */
public final class HostTensor {
  private final DType type;
  private final long[] shape;
  private final ByteBuffer data;

  private HostTensor(DType type, long[] shape, ByteBuffer data) {
    this.type = type;
    this.shape = shape;
    this.data = data;
  }

  /**
   * A tensor over the bytes of {@code data} from its position to its limit.
   *
   * @throws IllegalArgumentException if the buffer does not hold exactly the shape's elements
   */
  public static HostTensor of(DType type, long[] shape, ByteBuffer data) {
    Objects.requireNonNull(type, "type");
    long bytes = bytes(type, shape);
    if (data.remaining() != bytes) {
      throw new IllegalArgumentException(
          "Invalid buffer: "
              + data.remaining()
              + " bytes for "
              + type
              + Arrays.toString(shape)
              + " (must be "
              + bytes
              + ")");
    }

    return new HostTensor(type, shape.clone(), data.slice().order(ByteOrder.nativeOrder()));
  }

  /** A new tensor of zeros in a direct buffer of its own. */
  public static HostTensor zeros(DType type, long... shape) {
    int bytes = Math.toIntExact(bytes(type, shape));
    return of(type, shape, ByteBuffer.allocateDirect(bytes));
  }

  /** Bytes that a tensor of that type and shape takes. */
  public static long bytes(DType type, long... shape) {
    long bytes = type.bytes();
    for (long axis : shape) {
      if (axis < 0) {
        throw new IllegalArgumentException("Invalid shape: " + Arrays.toString(shape));
      }
      bytes = Math.multiplyExact(bytes, axis);
    }

    return bytes;
  }

  /** Type of its elements. */
  public DType type() {
    return type;
  }

  /** Length of each axis. */
  public long[] shape() {
    return shape.clone();
  }

  /** Length of one axis; a negative one counts from the end. */
  public int axis(int index) {
    return Math.toIntExact(shape[index < 0 ? shape.length + index : index]);
  }

  /** Number of axes. */
  public int rank() {
    return shape.length;
  }

  /** The bytes, position 0, native order; a new view at each call over the same memory. */
  public ByteBuffer data() {
    return data.duplicate().order(ByteOrder.nativeOrder());
  }

  /** Element {@code i} along the first axis, a view of the same memory. */
  public HostTensor slice(int i) {
    long[] rest = Arrays.copyOfRange(shape, 1, shape.length);
    int bytes = Math.toIntExact(bytes(type, rest));
    return new HostTensor(type, rest, data.slice(i * bytes, bytes).order(ByteOrder.nativeOrder()));
  }

  /** The first {@code n} elements along the first axis, a view of the same memory. */
  public HostTensor head(int n) {
    long[] shorter = shape.clone();
    shorter[0] = n;
    int bytes = Math.toIntExact(bytes(type, shorter));
    return new HostTensor(type, shorter, data.slice(0, bytes).order(ByteOrder.nativeOrder()));
  }

  /** A copy in a direct buffer of its own. */
  public HostTensor copy() {
    ByteBuffer copied = ByteBuffer.allocateDirect(data.remaining());
    copied.put(data()).flip();
    return of(type, shape, copied);
  }

  @Override
  public String toString() {
    return type + Arrays.toString(shape);
  }
}
