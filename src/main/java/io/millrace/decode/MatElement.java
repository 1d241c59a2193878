package io.millrace.decode;

/**
 * The tag of a data element of a MAT file (MATLAB's "MAT-File Format", data elements).
 *
 * @param type one of the constants
 * @param length bytes of its data
 * @param end where the next element begins, counted from the first byte of the input
 */
record MatElement(int type, long length, long end) {
  static final int INT8 = 1;
  static final int UINT8 = 2;
  static final int INT32 = 5;
  static final int UINT32 = 6;
  static final int SINGLE = 7;
  static final int DOUBLE = 9;
  static final int MATRIX = 14;
  static final int COMPRESSED = 15;
  static final int UTF8 = 16;

  /** Bytes of one number; 0 where the element holds no numbers. */
  int numberBytes() {
    return switch (type) {
      case INT8, UINT8 -> 1;
      case 3, 4 -> 2;
      case INT32, UINT32, SINGLE -> 4;
      case DOUBLE, 12, 13 -> 8;
      default -> 0;
    };
  }

  boolean isReal() {
    return type == SINGLE || type == DOUBLE;
  }
}
