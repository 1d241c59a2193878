package io.millrace.item;

/**
 * Element types of a {@link HostTensor}, by their safetensors names. Unsigned 16 and 32 bit, signed
 * 16 bit and bfloat16 are left out on purpose: DJL's PyTorch engine aborts the JVM on them.
 */
public enum DType {
  BOOL(1),
  U8(1),
  I8(1),
  I32(4),
  I64(8),
  F16(2),
  F32(4),
  F64(8);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes an element. */
  public int bytes() {
    return bytes;
  }

  /** Its name in numpy and torch, such as {@code float32}. */
  public String numpy() {
    return switch (this) {
      case BOOL -> "bool";
      case U8 -> "uint8";
      case I8 -> "int8";
      case I32 -> "int32";
      case I64 -> "int64";
      case F16 -> "float16";
      case F32 -> "float32";
      case F64 -> "float64";
    };
  }
}
