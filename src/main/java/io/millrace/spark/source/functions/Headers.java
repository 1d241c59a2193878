package io.millrace.spark.source.functions;

import io.millrace.decode.ImageHeader;
import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Headers as a table's cells. */
final class Headers {
  static final StructType TYPE =
      new StructType()
          .add("width", DataTypes.IntegerType, false)
          .add("height", DataTypes.IntegerType, false)
          .add("channels", DataTypes.IntegerType, false)
          .add("bits", DataTypes.IntegerType, false)
          .add("codec", DataTypes.StringType, false);

  private Headers() {}

  static InternalRow row(ImageHeader header) {
    return new GenericInternalRow(
        new Object[] {
          header.width(),
          header.height(),
          header.channels(),
          header.bits(),
          UTF8String.fromString(header.codec())
        });
  }

  /** Of bytes. */
  record OfBytes() implements Work {
    @Override
    public DataType[] inputTypes() {
      return new DataType[] {DataTypes.BinaryType};
    }

    @Override
    public DataType resultType() {
      return TYPE;
    }

    @Override
    public Object of(InternalRow arguments) throws IOException {
      return row(ImageHeader.read(arguments.getBinary(0)));
    }
  }
}
