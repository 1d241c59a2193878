package io.millrace.batch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.millrace.item.DType;
import io.millrace.item.ItemField;

/** Element types of host tensors and of the engine's arrays. */
final class ArrayTypes {
  private ArrayTypes() {}

  static DataType of(DType type) {
    return switch (type) {
      case BOOL -> DataType.BOOLEAN;
      case U8 -> DataType.UINT8;
      case I8 -> DataType.INT8;
      case I32 -> DataType.INT32;
      case I64 -> DataType.INT64;
      case F16 -> DataType.FLOAT16;
      case F32 -> DataType.FLOAT32;
      case F64 -> DataType.FLOAT64;
    };
  }

  /** Whether the field is true or false, an element a byte. */
  static boolean isFlag(ItemField field) {
    return switch (field) {
      case GT_LABEL, GT_MASK, PRED_LABEL, PRED_MASK, DEPTH_VALID -> true;
      default -> false;
    };
  }

  /** A field's type in a batch in host memory: int8 for the label, where -1 says unknown. */
  static DType host(ItemField field, DType given) {
    if (field == ItemField.GT_LABEL) {
      return DType.I8;
    }

    return isFlag(field) ? DType.U8 : given;
  }

  static DType of(NDArray array) {
    for (DType type : DType.values()) {
      if (of(type) == array.getDataType()) {
        return type;
      }
    }

    throw new IllegalArgumentException(
        "Unsupported array type: " + array.getDataType() + " (convert it to float32 first)");
  }
}
