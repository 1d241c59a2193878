package io.millrace.report.twins;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;

/**
 * What pictures are told apart by: 32 x 32 means of the luma, shifted and scaled to mean 0 and
 * deviation {@link #ONE}, so that brightness and contrast do not count.
 *
 * @param content of the pixels: pictures of the same pixels have the same, others hardly ever
 * @param levels row by row; all 0 where the picture is flat
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Print(long content, short[] levels) {
  /** Cells a side. */
  public static final int SIDE = 32;

  /** Cells of a print. */
  public static final int CELLS = SIDE * SIDE;

  /** A deviation of the picture; no cell is farther from its mean than 32 of them. */
  static final int ONE = 1 << 10;

  /** Below one level of 255 there is nothing to see. */
  private static final double FLAT = 1;

  public Print {
    if (levels.length != CELLS) {
      throw new IllegalArgumentException("Invalid print: " + levels.length + " cells");
    }
  }

  /** Of a picture whose cells have those means, from 0 to 255. */
  public static Print of(long content, double[] means) {
    double sum = 0;
    double squares = 0;
    for (double mean : means) {
      sum += mean;
      squares += mean * mean;
    }

    double center = sum / CELLS;
    double deviation = Math.sqrt(Math.max(0, squares / CELLS - center * center));
    short[] levels = new short[CELLS];
    for (int i = 0; i < CELLS && deviation >= FLAT; i++) {
      long level = Math.round((means[i] - center) / deviation * ONE);
      levels[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, level));
    }

    return new Print(content, levels);
  }

  /** Whether nothing can be seen on the picture. */
  public boolean isFlat() {
    for (short level : levels) {
      if (level != 0) {
        return false;
      }
    }

    return true;
  }

  /** As bytes; few where the picture is flat. */
  public byte[] bytes() {
    int cells = isFlat() ? 0 : CELLS;
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + cells * Short.BYTES);
    bytes.putLong(content).asShortBuffer().put(levels, 0, cells);
    return bytes.array();
  }

  /** What {@link #bytes} gave. */
  public static Print of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long content = buffer.getLong();
    short[] levels = new short[CELLS];
    ShortBuffer stored = buffer.asShortBuffer();
    stored.get(levels, 0, stored.remaining());
    return new Print(content, levels);
  }

  /** A picture that is known by its pixels alone. */
  public static Print blind(long content) {
    return new Print(content, new short[CELLS]);
  }
}
