package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands before the data of an array of a MAT file.
 *
 * @param kind MATLAB's class of it
 * @param dimensions of which the first runs fastest
 * @param name empty within a cell
 * @param end where the next element begins
 */
record MatArray(int kind, List<Integer> dimensions, String name, long end) {
  static final int CELL = 1;
  private static final int DOUBLE = 6;
  private static final int UINT64 = 15;
  private static final int OPAQUE = 17;
  private static final int MOST_DIMENSIONS = 32;
  private static final int LONGEST_NAME = 4096;

  MatArray {
    dimensions = List.copyOf(dimensions);
  }

  /** Reads up to the data. */
  static MatArray read(MatInput in) throws UnreadableException {
    MatElement matrix = in.next();
    if (matrix.type() != MatElement.MATRIX) {
      throw Broken.corrupt("has an element of type " + matrix.type() + " in place of an array");
    }

    if (matrix.length() == 0) {
      return new MatArray(DOUBLE, List.of(0, 0), "", matrix.end());
    }

    int kind = content(in, MatElement.UINT32, 8).getInt() & 255;
    if (kind == OPAQUE) {
      return new MatArray(kind, List.of(), "", matrix.end());
    }

    List<Integer> dimensions = dimensions(in);
    String name =
        StandardCharsets.UTF_8.decode(content(in, MatElement.INT8, LONGEST_NAME)).toString();
    return new MatArray(kind, dimensions, name, matrix.end());
  }

  private static List<Integer> dimensions(MatInput in) throws UnreadableException {
    ByteBuffer sizes = content(in, MatElement.INT32, 4 * MOST_DIMENSIONS);
    List<Integer> dimensions = new ArrayList<>();
    while (sizes.remaining() >= 4) {
      int length = sizes.getInt();
      if (length < 0) {
        throw Broken.corrupt("has an array with a dimension of " + length);
      }

      dimensions.add(length);
    }

    return dimensions;
  }

  private static ByteBuffer content(MatInput in, int type, int most) throws UnreadableException {
    MatElement element = in.next();
    if (element.type() != type || element.length() > most) {
      throw Broken.corrupt(
          "has an array whose head holds an element of type %d and %d bytes"
              .formatted(element.type(), element.length()));
    }

    byte[] bytes = new byte[(int) element.length()];
    in.read(bytes, bytes.length);
    in.skipTo(element.end());
    return ByteBuffer.wrap(bytes).order(in.order());
  }

  boolean isNumeric() {
    return kind >= DOUBLE && kind <= UINT64;
  }

  int dimension(int index) {
    return index < dimensions.size() ? dimensions.get(index) : 1;
  }

  /** Whether all but one dimension are 1: a row or a column. */
  boolean isVector() {
    return dimensions.stream().filter(length -> length != 1).count() <= 1;
  }

  /** Numbers or cells in it. */
  long count() {
    long count = 1;
    for (int length : dimensions) {
      count = Math.multiplyExact(count, length);
    }

    return count;
  }

  /** MATLAB's text of it, {@code a 360 x 640 uint8}. */
  @Override
  public String toString() {
    String sizes = dimensions.toString().replace(", ", " x ");
    return "a " + sizes.substring(1, sizes.length() - 1) + " " + kindText();
  }

  private String kindText() {
    List<String> names =
        List.of(
            "cell", "struct", "object", "char", "sparse", "double", "single", "int8", "uint8",
            "int16", "uint16", "int32", "uint32", "int64", "uint64");
    return kind >= 1 && kind <= names.size() ? names.get(kind - 1) : "array of class " + kind;
  }
}
