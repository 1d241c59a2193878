package io.millrace.spark.source.functions;

import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A picture in the schema of Spark's own image source ({@code org.apache.spark.ml.image}), always
 * three channels of 8 bits, blue first.
 */
record ImageStruct(ImageArgument image) implements Work {
  private static final int CV_8UC3 = 16;

  @Override
  public DataType[] inputTypes() {
    return new DataType[] {DataTypes.BinaryType, DataTypes.StringType};
  }

  @Override
  public DataType resultType() {
    return new StructType()
        .add("origin", DataTypes.StringType, true)
        .add("height", DataTypes.IntegerType, false)
        .add("width", DataTypes.IntegerType, false)
        .add("nChannels", DataTypes.IntegerType, false)
        .add("mode", DataTypes.IntegerType, false)
        .add("data", DataTypes.BinaryType, false);
  }

  @Override
  public Object of(InternalRow arguments) throws IOException {
    PixelArray pixels = new PixelArray();
    image.rows(arguments.getBinary(0), pixels);
    return new GenericInternalRow(
        new Object[] {
          arguments.getUTF8String(1).copy(),
          pixels.height(),
          pixels.width(),
          3,
          CV_8UC3,
          pixels.bgr()
        });
  }

  /** The origin, where there is one. */
  @Override
  public String subject(InternalRow arguments) {
    String origin = arguments.getString(1);
    return origin.isEmpty() ? Work.super.subject(arguments) : origin;
  }
}
