package io.millrace.report.measure;

import io.millrace.item.HostTensor;
import io.millrace.item.Size;
import io.millrace.report.profile.Example;
import io.millrace.report.profile.Thumb;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Makes pictures, masks and depth maps small. */
public final class Thumbs {
  private final Size to;

  private Thumbs(Size to) {
    this.to = to;
  }

  /** For pictures of that size, no side longer than {@code side}. */
  static Thumbs of(Size from, int side) {
    int longer = Math.max(from.height(), from.width());
    if (longer <= side) {
      return new Thumbs(from);
    }

    return new Thumbs(
        new Size(
            Math.max(1, (int) ((long) from.height() * side / longer)),
            Math.max(1, (int) ((long) from.width() * side / longer))));
  }

  /** A picture, uint8, 3 x height x width, at most {@link Thumb#SIDE} on its longer side. */
  public static Thumb picture(HostTensor picture) {
    return of(new Size(picture.axis(1), picture.axis(2)), Thumb.SIDE).small(picture);
  }

  /** The same of this size. */
  Thumb small(HostTensor picture) {
    byte[] rgb = new byte[3 * to.height() * to.width()];
    double pixels = (double) picture.axis(1) * picture.axis(2);
    for (int channel = 0; channel < 3; channel++) {
      long[] sums = sums(picture.slice(channel));
      for (int i = 0; i < sums.length; i++) {
        rgb[3 * i + channel] = (byte) Math.round(sums[i] / pixels);
      }
    }

    return new Thumb(to, rgb);
  }

  /** A mask, uint8, height x width. */
  Example.Mask mask(int frame, HostTensor mask) {
    long[] sums = sums(mask);
    byte[] set = new byte[sums.length];
    for (int i = 0; i < sums.length; i++) {
      set[i] = (byte) (sums[i] > 0 ? 1 : 0);
    }

    return new Example.Mask(frame, to, set);
  }

  private long[] sums(HostTensor plane) {
    Size from = new Size(plane.axis(0), plane.axis(1));
    AreaMean mean = new AreaMean(from, to);
    ByteBuffer data = plane.data();
    byte[] levels = new byte[from.width()];
    int[] row = new int[from.width()];
    for (int y = 0; y < from.height(); y++) {
      data.get(y * from.width(), levels);
      for (int x = 0; x < row.length; x++) {
        row[x] = levels[x] & 0xFF;
      }

      mean.row(row);
    }

    return mean.sums();
  }

  /** The distances of a depth map, float32, channels x height x width: its last channel. */
  static Example.Map depth(HostTensor map) {
    HostTensor plane = map.slice(map.axis(0) - 1);
    Size from = new Size(plane.axis(0), plane.axis(1));
    Size to = of(from, Thumb.SIDE).to;
    FloatBuffer values = plane.data().asFloatBuffer();
    float[] distances = new float[to.height() * to.width()];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = mean(values, from, to, i);
    }

    return new Example.Map(to, distances);
  }

  private static float mean(FloatBuffer values, Size from, Size to, int i) {
    int row = i / to.width();
    int column = i % to.width();
    int bottom = (int) ((row + 1L) * from.height() / to.height());
    int right = (int) ((column + 1L) * from.width() / to.width());
    double sum = 0;
    int count = 0;
    for (int y = (int) ((long) row * from.height() / to.height()); y < bottom; y++) {
      for (int x = (int) ((long) column * from.width() / to.width()); x < right; x++) {
        float value = values.get(y * from.width() + x);
        boolean reading = DepthMeasure.isReading(value);
        sum += reading ? value : 0;
        count += reading ? 1 : 0;
      }
    }

    return count == 0 ? 0 : (float) (sum / count);
  }
}
