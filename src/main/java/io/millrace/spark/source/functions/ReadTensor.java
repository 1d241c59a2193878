package io.millrace.spark.source.functions;

import io.millrace.decode.TensorBytes;
import io.millrace.item.HostTensor;
import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import java.io.IOException;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** A tensor of NPZ or safetensors as numbers, row-major. */
record ReadTensor() implements Work {
  @Override
  public DataType[] inputTypes() {
    return new DataType[] {DataTypes.BinaryType, DataTypes.StringType};
  }

  @Override
  public DataType resultType() {
    return new StructType()
        .add("shape", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
        .add("dtype", DataTypes.StringType, false)
        .add("data", DataTypes.createArrayType(DataTypes.DoubleType, false), false);
  }

  @Override
  public Object of(InternalRow arguments) throws IOException {
    HostTensor tensor = tensor(arguments.getBinary(0), arguments.getString(1));
    int[] shape = new int[tensor.rank()];
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = tensor.axis(axis);
    }

    return new GenericInternalRow(
        new Object[] {
          UnsafeArrayData.fromPrimitiveArray(shape),
          UTF8String.fromString(tensor.type().numpy()),
          UnsafeArrayData.fromPrimitiveArray(Numbers.of(tensor))
        });
  }

  @Override
  public String wayOut(Reason reason) {
    return "give what numpy.savez, DJL or mr_safetensors wrote, and a name where it holds several";
  }

  private static HostTensor tensor(byte[] bytes, String name) throws IOException {
    if (!TensorBytes.holds(bytes)) {
      throw new UnreadableException(
          Reason.UNSUPPORTED_FORMAT, "is neither an .npz file nor safetensors");
    }

    if (name.isEmpty()) {
      return TensorBytes.only(bytes);
    }

    Map<String, HostTensor> tensors = TensorBytes.read(bytes);
    HostTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new UnreadableException(
          Reason.UNSUPPORTED_FORMAT, "holds no tensor " + name + " but " + tensors);
    }

    return tensor;
  }
}
