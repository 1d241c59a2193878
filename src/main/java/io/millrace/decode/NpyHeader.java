package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a numpy array in a file (NEP 1, versions 1 to 3).
 *
 * @param kind of its numbers with their size, such as {@code f4} or {@code b1}
 * @param order of their bytes
 * @param shape lengths of the axes, the last of which runs fastest
 * @param start where the numbers begin
 */
record NpyHeader(String kind, ByteOrder order, List<Long> shape, int start) {
  private static final int LONGEST = 1 << 16;
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)(\\w+)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d\\s,L]*)\\)");

  private static final Pattern COMMA = Pattern.compile(",");

  NpyHeader {
    shape = List.copyOf(shape);
  }

  static boolean isNpy(byte[] bytes) {
    return Format.holds(bytes, 0, "\u0093NUMPY");
  }

  static NpyHeader read(byte[] bytes) throws UnreadableException {
    int version = bytes.length > 6 ? bytes[6] : 1;
    if (version < 1 || version > 3) {
      throw Broken.unsupported("is an .npy file of version " + version + " (1 to 3 are read)");
    }

    int begin = version == 1 ? 10 : 12;
    if (bytes.length < begin) {
      throw Broken.truncated("it ends within its header");
    }

    ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long length = version == 1 ? view.getShort(8) & 0xffff : view.getInt(8) & 0xffffffffL;
    if (length > LONGEST) {
      throw Broken.corrupt("is an .npy file with a header of " + length + " bytes");
    }

    if (length > bytes.length - begin) {
      throw Broken.truncated("it ends within its header");
    }

    String text = new String(bytes, begin, (int) length, StandardCharsets.ISO_8859_1);
    return parse(text, begin + (int) length);
  }

  private static NpyHeader parse(String text, int start) throws UnreadableException {
    Matcher descr = DESCR.matcher(text);
    if (!descr.find()) {
      throw Broken.unsupported(
          "is an .npy file whose elements are no single numbers: " + Format.printable(text.trim()));
    }

    Matcher fortran = FORTRAN.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!fortran.find() || !shape.find()) {
      throw Broken.corrupt("is an .npy file without fortran_order or shape in its header");
    }

    if (fortran.group(1).equals("True")) {
      throw Broken.unsupported(
          "is an .npy file in Fortran order (save it with numpy.ascontiguousarray)");
    }

    boolean big = descr.group(1).equals(">");
    ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new NpyHeader(descr.group(2), order, axes(shape.group(1)), start);
  }

  private static List<Long> axes(String text) throws UnreadableException {
    List<Long> axes = new ArrayList<>();
    for (String part : COMMA.split(text.replace("L", ""), -1)) {
      String digits = part.trim();
      if (digits.length() > 18 || digits.contains(" ")) {
        throw Broken.corrupt("is an .npy file of shape (" + text + ")");
      }

      if (!digits.isEmpty()) {
        axes.add(Long.parseLong(digits));
      }
    }

    return axes;
  }

  /** The axis as a size, where anything beyond an int is too large anyway. */
  int axis(int index) {
    return (int) Math.min(Integer.MAX_VALUE, shape.get(index));
  }

  /** numpy's text of the shape, {@code (480, 640)}. */
  String shapeText() {
    String text = shape.toString();
    return "(" + text.substring(1, text.length() - 1) + (shape.size() == 1 ? ",)" : ")");
  }

  /** The numbers, once all of them are there. */
  ByteBuffer data(byte[] bytes, int size) throws UnreadableException {
    long rest = ((long) bytes.length - start) / size;
    long missing = rest;
    for (long axis : shape) {
      missing = axis == 0 ? rest : missing / axis;
    }

    if (missing < 1) {
      throw Broken.truncated(
          "%d bytes cannot hold an array of shape %s".formatted(bytes.length - start, shapeText()));
    }

    return ByteBuffer.wrap(bytes, start, bytes.length - start).slice().order(order);
  }
}
