package io.millrace.spark.source.functions;

import io.millrace.item.DType;
import io.millrace.item.Half;
import io.millrace.item.HostTensor;
import java.nio.ByteBuffer;

/** The numbers of a tensor of any type as doubles, which hold all of them but long integers. */
final class Numbers {
  private Numbers() {}

  static double[] of(HostTensor tensor) {
    ByteBuffer data = tensor.data();
    double[] numbers = new double[data.remaining() / tensor.type().bytes()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = next(tensor.type(), data);
    }

    return numbers;
  }

  private static double next(DType type, ByteBuffer data) {
    return switch (type) {
      case BOOL, U8 -> data.get() & 0xFF;
      case I8 -> data.get();
      case I32 -> data.getInt();
      case I64 -> data.getLong();
      case F16 -> Half.value(data.getShort());
      case F32 -> data.getFloat();
      case F64 -> data.getDouble();
    };
  }
}
