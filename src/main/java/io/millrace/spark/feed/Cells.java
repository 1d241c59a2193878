package io.millrace.spark.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import scala.collection.JavaConverters;

/** Values of a function as Spark's rows take them. */
final class Cells {
  private static final Map<DataType, Class<?>> KINDS =
      Map.of(
          DataTypes.StringType, String.class,
          DataTypes.BooleanType, Boolean.class,
          DataTypes.IntegerType, Integer.class,
          DataTypes.LongType, Long.class,
          DataTypes.FloatType, Float.class,
          DataTypes.DoubleType, Double.class,
          DataTypes.BinaryType, byte[].class);

  private Cells() {}

  static boolean isKnown(DataType type) {
    return type instanceof ArrayType array ? isKnown(array.elementType()) : KINDS.containsKey(type);
  }

  /** The value of a column; an exception of it names the sample. */
  static Object of(StructField field, Object value, String sampleId) {
    if (value == null && field.nullable()) {
      return null;
    }

    if (!fits(field.dataType(), value)) {
      throw new IllegalStateException(
          "Cannot put %s into column %s %s of sample %s (give the schema's type)"
              .formatted(
                  value == null ? "null" : value.getClass().getSimpleName(),
                  field.name(),
                  field.dataType().simpleString(),
                  sampleId));
    }

    return cell(field.dataType(), value);
  }

  private static boolean fits(DataType type, Object value) {
    if (!(type instanceof ArrayType array)) {
      return KINDS.get(type).isInstance(value);
    }

    if (value instanceof List<?> list) {
      return list.stream()
          .allMatch(each -> each == null ? array.containsNull() : fits(array.elementType(), each));
    }

    return (value instanceof float[] && array.elementType().equals(DataTypes.FloatType))
        || (value instanceof double[] && array.elementType().equals(DataTypes.DoubleType));
  }

  private static Object cell(DataType type, Object value) {
    if (!(value instanceof List<?> list) || !(type instanceof ArrayType array)) {
      return value;
    }

    List<Object> cells = new ArrayList<>(list.size());
    list.forEach(each -> cells.add(each == null ? null : cell(array.elementType(), each)));
    return JavaConverters.asScalaBuffer(cells).toSeq();
  }
}
