package io.millrace.spark;

import static org.apache.spark.sql.functions.udf;

import io.millrace.item.HostTensor;
import io.millrace.sample.Field;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A field of a sample with its shape and element type, read once for the three columns. */
record PixelParts(PixelReading reading) implements UDF1<Row, Row> {
  private static final StructType SCHEMA =
      new StructType()
          .add("", DataTypes.BinaryType)
          .add("_shape", DataTypes.createArrayType(DataTypes.IntegerType, false))
          .add("_dtype", DataTypes.StringType);

  /** The three columns of a field: {@code image}, {@code image_shape}, {@code image_dtype}. */
  static List<StructField> schema(Field field) {
    return Stream.of(SCHEMA.fields())
        .map(
            part ->
                new StructField(
                    field.column() + part.name(), part.dataType(), true, Metadata.empty()))
        .toList();
  }

  /** The same as functions of a sample's row. */
  List<Column> columns(Column row) {
    Column parts = udf(this, SCHEMA).apply(row);
    return Stream.of(SCHEMA.fieldNames())
        .map(name -> parts.getField(name).as(reading.field().column() + name))
        .toList();
  }

  @Override
  public Row call(Row row) {
    return reading.tensor(row).map(this::parts).orElse(null);
  }

  private Row parts(HostTensor tensor) {
    Integer[] shape =
        IntStream.range(0, tensor.rank()).map(tensor::axis).boxed().toArray(Integer[]::new);
    return RowFactory.create(reading.encoded(tensor), shape, tensor.type().numpy());
  }
}
