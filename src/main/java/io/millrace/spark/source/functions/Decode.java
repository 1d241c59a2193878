package io.millrace.spark.source.functions;

import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A picture as bytes of height x width x 3, RGB. */
record Decode(ImageArgument image) implements Work {
  @Override
  public DataType[] inputTypes() {
    return new DataType[] {DataTypes.BinaryType};
  }

  @Override
  public DataType resultType() {
    return new StructType()
        .add("height", DataTypes.IntegerType, false)
        .add("width", DataTypes.IntegerType, false)
        .add("channels", DataTypes.IntegerType, false)
        .add("data", DataTypes.BinaryType, false);
  }

  @Override
  public Object of(InternalRow arguments) throws IOException {
    PixelArray pixels = new PixelArray();
    image.rows(arguments.getBinary(0), pixels);
    return new GenericInternalRow(new Object[] {pixels.height(), pixels.width(), 3, pixels.rgb()});
  }
}
