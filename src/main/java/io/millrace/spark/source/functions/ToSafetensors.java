package io.millrace.spark.source.functions;

import io.millrace.decode.ImageHeader;
import io.millrace.decode.TensorBytes;
import io.millrace.item.HostTensor;
import io.millrace.item.Precision;
import io.millrace.item.Safetensors;
import io.millrace.item.Size;
import io.millrace.sample.Field;
import io.millrace.sample.UnreadableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * One sample as safetensors, without a batch axis: what the predictors of DJL's Spark extension
 * take. Numbers alone are wrapped, a tensor of that shape and type is kept, a picture is brought to
 * that size and type.
 */
record ToSafetensors(ImageArgument image) implements Work {
  @Override
  public DataType[] inputTypes() {
    return new DataType[] {
      DataTypes.BinaryType, DataTypes.createArrayType(DataTypes.IntegerType), DataTypes.StringType
    };
  }

  @Override
  public DataType resultType() {
    return DataTypes.BinaryType;
  }

  @Override
  public Object of(InternalRow arguments) throws IOException {
    long[] shape = Arrays.stream(arguments.getArray(1).toIntArray()).asLongStream().toArray();
    HostTensor tensor = tensor(arguments.getBinary(0), shape, precision(arguments.getString(2)));
    return Safetensors.of(Field.IMAGE.column(), tensor).encode();
  }

  private static Precision precision(String dtype) {
    return switch (dtype.toLowerCase(Locale.ROOT)) {
      case "uint8", "u8" -> Precision.UINT8;
      case "float32", "f32" -> Precision.FLOAT32;
      default ->
          throw new IllegalArgumentException(
              "Unsupported dtype: " + dtype + " (give uint8 or float32)");
    };
  }

  private HostTensor tensor(byte[] bytes, long[] shape, Precision precision) throws IOException {
    if (TensorBytes.holds(bytes)) {
      HostTensor given = TensorBytes.only(bytes);
      if (given.type() == precision.type() && Arrays.equals(given.shape(), shape)) {
        return given;
      }
    } else if (HostTensor.bytes(precision.type(), shape) == bytes.length && !isPicture(bytes)) {
      return HostTensor.of(precision.type(), shape, ByteBuffer.wrap(bytes));
    }

    if (shape.length != 3 || shape[0] != 3) {
      throw new IllegalArgumentException(
          "Invalid shape of a picture: %s (give array(3, height, width))"
              .formatted(Arrays.toString(shape)));
    }

    Size size = new Size(Math.toIntExact(shape[1]), Math.toIntExact(shape[2]));
    return image.tensor(bytes, precision, any -> size);
  }

  private static boolean isPicture(byte[] bytes) {
    try {
      ImageHeader.read(bytes);
      return true;
    } catch (UnreadableException e) {
      return false;
    }
  }
}
