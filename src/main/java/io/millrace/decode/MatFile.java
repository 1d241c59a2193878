package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The variables of a MATLAB 5 file, as {@code save -v6} and {@code save -v7} write them. */
final class MatFile {
  private static final int HEADER = 128;
  private static final String HDF5 = "\u0089HDF\r\n\u001a\n";

  private final ByteBuffer view;

  MatFile(byte[] bytes) throws UnreadableException {
    if (bytes.length < HEADER) {
      throw Broken.truncated("it ends within its header of " + HEADER + " bytes");
    }

    boolean little = bytes[HEADER - 2] == 'I';
    this.view =
        ByteBuffer.wrap(bytes).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int version = view.getShort(HEADER - 4);
    if (version != 0x100) {
      throw Broken.unsupported(
          "is a MAT file of version 0x%x, which is not supported (save it with -v7)"
              .formatted(version));
    }
  }

  /** HDF5, which MATLAB writes with its own text in front. */
  static boolean isHdf5(byte[] bytes) {
    return Format.holds(bytes, 0, HDF5)
        || Format.holds(bytes, 0, "MATLAB 7.3")
        || Format.holds(bytes, 512, HDF5);
  }

  static boolean isMat(byte[] bytes) {
    return Format.holds(bytes, 0, "MATLAB ")
        || Format.holds(bytes, HEADER - 2, "IM")
        || Format.holds(bytes, HEADER - 2, "MI");
  }

  /** The variable of that name, or the only one of the file; still to be read. */
  MatInput open(String name) throws UnreadableException {
    List<ByteBuffer> spans = spans();
    List<String> names = new ArrayList<>();
    for (ByteBuffer span : spans) {
      try (MatInput in = input(span)) {
        String found = MatArray.read(in).name();
        if (found.equals(name)) {
          return input(span);
        }

        names.add(found);
      }
    }

    if (spans.size() == 1) {
      return input(spans.get(0));
    }

    throw Broken.unsupported(
        "is a MAT file without a variable %s: it holds %s".formatted(name, listed(names)));
  }

  private static String listed(List<String> names) {
    String text = names.stream().limit(10).map(Format::printable).collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : text;
  }

  private static MatInput input(ByteBuffer span) {
    boolean deflated = span.getInt(span.position()) == MatElement.COMPRESSED;
    ByteBuffer data = span.duplicate().order(span.order());
    return deflated ? MatInput.inflated(data.position(span.position() + 8)) : MatInput.plain(data);
  }

  /** Every variable with its tag. */
  private List<ByteBuffer> spans() throws UnreadableException {
    List<ByteBuffer> spans = new ArrayList<>();
    int at = HEADER;
    while (view.limit() - at >= 8) {
      int type = view.getInt(at);
      long length = view.getInt(at + 4) & 0xffffffffL;
      if (length > view.limit() - at - 8) {
        throw Broken.truncated(
            "a variable at byte %d claims %d bytes, %d are left"
                .formatted(at, length, view.limit() - at - 8));
      }

      int end = at + 8 + (int) length;
      if (type == MatElement.COMPRESSED || type == MatElement.MATRIX) {
        spans.add(view.duplicate().order(view.order()).limit(end).position(at));
      }
      at = end;
    }

    return spans;
  }
}
