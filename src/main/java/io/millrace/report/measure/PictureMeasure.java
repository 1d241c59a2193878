package io.millrace.report.measure;

import io.millrace.item.DType;
import io.millrace.item.HostTensor;
import io.millrace.item.Size;
import io.millrace.report.twins.Print;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What one picture is like.
 *
 * @param size of it
 * @param sums of the levels of red, green, blue
 * @param squares sums of the squares of the levels
 * @param brightness mean luma, 0 to 255
 * @param sharpness variance of the Laplacian of the luma
 * @param print what it is told apart by
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PictureMeasure(
    Size size, long[] sums, long[] squares, double brightness, double sharpness, Print print) {
  private static final int THOUSAND = 1000;
  private static final int[] LUMA = {299, 587, 114};

  /** Measures uint8, 3 x height x width. */
  public static PictureMeasure of(HostTensor picture) {
    if (picture.type() != DType.U8 || picture.rank() != 3 || picture.axis(0) != 3) {
      throw new IllegalArgumentException(
          "Invalid picture: " + picture + " (must be U8, 3 x height x width)");
    }

    return new Measuring(picture).measure();
  }

  /** While the rows pass. */
  private static final class Measuring {
    private final HostTensor picture;
    private final Size size;
    private final long[] sums = new long[3];
    private final long[] squares = new long[3];
    private final AreaMean cells;
    private final Sharpness sharpness;
    private long luma;

    Measuring(HostTensor picture) {
      this.picture = picture;
      this.size = new Size(picture.axis(1), picture.axis(2));
      this.cells = new AreaMean(size, new Size(Print.SIDE, Print.SIDE));
      this.sharpness = new Sharpness(size.width());
    }

    PictureMeasure measure() {
      ByteBuffer data = picture.data();
      byte[] levels = new byte[size.width()];
      int[] row = new int[size.width()];
      for (int y = 0; y < size.height(); y++) {
        Arrays.fill(row, 0);
        for (int channel = 0; channel < 3; channel++) {
          data.get((channel * size.height() + y) * size.width(), levels);
          add(channel, levels, row);
        }

        for (int value : row) {
          luma += value;
        }

        cells.row(row);
        sharpness.row(row);
      }

      double pixels = (double) size.height() * size.width();
      return new PictureMeasure(
          size, sums, squares, luma / pixels / THOUSAND, sharpness.variance(), print(pixels));
    }

    private void add(int channel, byte[] levels, int[] row) {
      int weight = LUMA[channel];
      long sum = 0;
      long square = 0;
      for (int x = 0; x < row.length; x++) {
        int level = levels[x] & 0xFF;
        sum += level;
        square += (long) level * level;
        row[x] += weight * level;
      }

      sums[channel] += sum;
      squares[channel] += square;
    }

    private Print print(double pixels) {
      double[] means = new double[Print.CELLS];
      Arrays.setAll(means, i -> cells.sums()[i] / pixels / THOUSAND);
      return Print.of(content(), means);
    }

    private long content() {
      try {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update(ByteBuffer.allocate(8).putInt(size.height()).putInt(size.width()).flip());
        sha.update(picture.data());
        return ByteBuffer.wrap(sha.digest()).getLong();
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Missing SHA-256: every Java platform must have it", e);
      }
    }
  }
}
