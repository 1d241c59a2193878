package io.millrace.report;

import java.awt.image.BufferedImage;
import java.util.List;

/** An anomaly map: scores of the cells of a picture, the higher the more abnormal. */
public final class HeatMap {
  private static final int CHANNELS = 3;
  private static final int BYTE = 0xFF;

  private final int height;
  private final int width;
  private final float[] scores;

  /** Over those scores, height x width, row-major, which must not change. */
  public HeatMap(int height, int width, float[] scores) {
    if (height < 1 || width < 1 || scores.length != height * width) {
      throw new IllegalArgumentException(
          "Invalid anomaly map: %d scores for %d x %d".formatted(scores.length, height, width));
    }

    this.height = height;
    this.width = width;
    this.scores = scores;
  }

  /**
   * From what score to what score the colours go, blue to red.
   *
   * @param lowest what is blue
   * @param highest what is red
   */
  public record Scale(float lowest, float highest) {
    /** Over all scores of those maps that are numbers; 0 to 0 where there are none. */
    public static Scale of(List<HeatMap> maps) {
      float lowest = Float.POSITIVE_INFINITY;
      float highest = Float.NEGATIVE_INFINITY;
      for (HeatMap map : maps) {
        for (float score : map.scores) {
          if (Float.isFinite(score)) {
            lowest = Math.min(lowest, score);
            highest = Math.max(highest, score);
          }
        }
      }

      return lowest > highest ? new Scale(0, 0) : new Scale(lowest, highest);
    }
  }

  /** The map in colours over a picture, half and half, as large as the picture. */
  public BufferedImage over(BufferedImage picture, Scale scale) {
    FalseColors colors = new FalseColors(scale.highest, scale.lowest);
    int rows = picture.getHeight();
    int columns = picture.getWidth();
    BufferedImage mixed = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        int cell = (int) ((long) y * height / rows) * width + (int) ((long) x * width / columns);
        mixed.setRGB(x, y, half(picture.getRGB(x, y), colors.rgb(scores[cell])));
      }
    }

    return mixed;
  }

  private static int half(int first, int second) {
    int rgb = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
      int shift = channel * Byte.SIZE;
      int sum = (first >>> shift & BYTE) + (second >>> shift & BYTE);
      rgb |= (sum / 2) << shift;
    }

    return rgb;
  }
}
