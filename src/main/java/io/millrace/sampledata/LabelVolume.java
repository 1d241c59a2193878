package io.millrace.sampledata;

import io.millrace.item.Size;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;

/**
 * A MAT-file as Avenue's labels are: the variable {@code volLabel}, a cell array of 1 x frames
 * masks, each height x width of uint8 by columns, in one compressed element. Format: MATLAB's
 * "MAT-File Format", level 5.
 */
final class LabelVolume {
  private static final String HEADER = "MATLAB 5.0 MAT-file, drawn by Millrace";
  private static final int TEXT = 124;
  private static final int INT8 = 1;
  private static final int UINT8 = 2;
  private static final int INT32 = 5;
  private static final int UINT32 = 6;
  private static final int MATRIX = 14;
  private static final int COMPRESSED = 15;
  private static final int CELL_CLASS = 1;

  /** Class uint8, marked as logical. */
  private static final int LOGICAL_CLASS = 9 | 0x200;

  private final Size size;
  private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
  private final DeflaterOutputStream volume = new DeflaterOutputStream(packed);

  /** A volume of exactly this number of masks; they are packed as they come. */
  LabelVolume(Size size, int frames) {
    this.size = size;
    byte[] dimensions = element(INT32, ints(1, frames));
    byte[] flags = element(UINT32, ints(CELL_CLASS, 0));
    byte[] name = element(INT8, "volLabel".getBytes(StandardCharsets.US_ASCII));
    long cells = (long) frames * cell(new byte[size.height() * size.width()]).length;
    long length = flags.length + dimensions.length + name.length + cells;
    write(ints(MATRIX, (int) length));
    write(flags);
    write(dimensions);
    write(name);
  }

  /** The next frame's mask: height x width of 0 and 1, by rows. */
  void add(byte[] mask) {
    byte[] columns = new byte[mask.length];
    for (int x = 0; x < size.width(); x++) {
      for (int y = 0; y < size.height(); y++) {
        columns[x * size.height() + y] = mask[y * size.width() + x];
      }
    }

    write(cell(columns));
  }

  /** The file, its date and platform left out so that the same masks give the same bytes. */
  byte[] finish() throws IOException {
    volume.close();
    ByteBuffer file = order(ByteBuffer.allocate(TEXT + 4 + 8 + packed.size()));
    byte[] text = new byte[TEXT];
    Arrays.fill(text, (byte) ' ');
    byte[] header = HEADER.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(header, 0, text, 0, header.length);
    file.put(text).putShort((short) 0x0100).put((byte) 'I').put((byte) 'M');
    // a compressed element is not padded
    file.putInt(COMPRESSED).putInt(packed.size()).put(packed.toByteArray());
    return file.array();
  }

  private byte[] cell(byte[] columns) {
    return element(
        MATRIX,
        element(UINT32, ints(LOGICAL_CLASS, 0)),
        element(INT32, ints(size.height(), size.width())),
        element(INT8),
        element(UINT8, columns));
  }

  private void write(byte[] bytes) {
    try {
      volume.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Type, length and the parts one after the other, padded to eight bytes. */
  private static byte[] element(int type, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }

    ByteBuffer element = order(ByteBuffer.allocate(8 + (length + 7) / 8 * 8));
    element.putInt(type).putInt(length);
    for (byte[] part : parts) {
      element.put(part);
    }

    return element.array();
  }

  private static byte[] ints(int first, int second) {
    return order(ByteBuffer.allocate(8)).putInt(first).putInt(second).array();
  }

  private static ByteBuffer order(ByteBuffer buffer) {
    return buffer.order(ByteOrder.LITTLE_ENDIAN);
  }
}
