package io.millrace.report;

import io.millrace.item.HostTensor;
import io.millrace.item.Size;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * Makes one picture small: each pixel is the mean of those it covers; a mask's is marked where any
 * of those is, so that no defect gets lost.
 *
 * @param from size of the picture
 * @param to size on the sheet, no edge longer than before
 */
record Thumbnail(Size from, Size to) {
  private static final int LONGEST = 160;
  private static final int SHORTEST = 48;

  /** Of one of so many pictures side by side. */
  static Thumbnail of(Size from, int panels) {
    int longest = Math.max(SHORTEST, LONGEST * 2 / Math.max(2, panels));
    double scale = Math.min(1, (double) longest / Math.max(from.height(), from.width()));
    int height = Math.max(1, (int) (from.height() * scale + 0.5));
    int width = Math.max(1, (int) (from.width() * scale + 0.5));
    return new Thumbnail(from, new Size(height, width));
  }

  /** RGB as one integer; the picture is 3 x height x width. */
  int rgb(HostTensor image, Tones tones, Spot spot) {
    int rgb = 0;
    for (int channel = 0; channel < 3; channel++) {
      rgb = rgb << 8 | tones.level(mean(image.slice(channel), spot));
    }

    return rgb;
  }

  /** RGB of a depth map, height x width, by the readings there; stripes where there is none. */
  int depth(HostTensor map, FalseColors colors, Spot spot) {
    FloatBuffer values = map.data().asFloatBuffer();
    double sum = 0;
    int count = 0;
    int bottom = end(spot.y(), from.height(), to.height());
    int right = end(spot.x(), from.width(), to.width());
    for (int y = start(spot.y(), from.height(), to.height()); y < bottom; y++) {
      for (int x = start(spot.x(), from.width(), to.width()); x < right; x++) {
        float value = values.get(y * from.width() + x);
        boolean reading = FalseColors.isReading(value);
        sum += reading ? value : 0;
        count += reading ? 1 : 0;
      }
    }

    return count == 0 ? FalseColors.missing(spot) : colors.rgb(sum / count);
  }

  /** Where the mask, height x width, is set: by row, then column of the sheet. */
  boolean[][] marks(HostTensor mask) {
    boolean[][] marks = new boolean[to.height()][to.width()];
    for (int y = 0; y < to.height(); y++) {
      for (int x = 0; x < to.width(); x++) {
        marks[y][x] = mean(mask, new Spot(x, y)) > 0;
      }
    }

    return marks;
  }

  private double mean(HostTensor plane, Spot spot) {
    ByteBuffer data = plane.data();
    int bottom = end(spot.y(), from.height(), to.height());
    int right = end(spot.x(), from.width(), to.width());
    double sum = 0;
    int count = 0;
    for (int y = start(spot.y(), from.height(), to.height()); y < bottom; y++) {
      for (int x = start(spot.x(), from.width(), to.width()); x < right; x++) {
        sum += Tones.value(plane.type(), data, y * from.width() + x);
        count++;
      }
    }

    return sum / count;
  }

  private static int start(int at, int full, int small) {
    return (int) ((long) at * full / small);
  }

  private static int end(int at, int full, int small) {
    return start(at + 1, full, small);
  }
}
