package io.millrace.report.profile;

import io.millrace.item.Size;
import io.millrace.sample.Label;
import io.millrace.sample.Split;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * A sample to look at.
 *
 * @param title which sample it is
 * @param frames one picture, or the frames of a clip (the first ones of a long clip), of one size
 * @param masks of the frames, where a frame has one: keys are places in {@code frames}; a missing
 *     key or a mask without a set pixel is no defect
 * @param depths none, or one: the map, as small as the picture
 */
public record Example(Title title, List<Thumb> frames, List<Mask> masks, List<Map> depths)
    implements Serializable {
  public Example {
    Objects.requireNonNull(title, "title");
    frames = List.copyOf(frames);
    masks = List.copyOf(masks);
    depths = List.copyOf(depths);
  }

  /**
   * Which sample it is.
   *
   * @param sampleId path relative to {@code data.root}
   * @param category empty where the data set has none
   * @param split a subset that has it
   * @param label name of its class
   * @param labelIndex normal, abnormal or unknown
   */
  public record Title(String sampleId, String category, Split split, String label, Label labelIndex)
      implements Serializable {
    public Title {
      Objects.requireNonNull(sampleId, "sampleId");
      Objects.requireNonNull(category, "category");
      Objects.requireNonNull(split, "split");
      Objects.requireNonNull(label, "label");
      Objects.requireNonNull(labelIndex, "labelIndex");
    }
  }

  /**
   * A mask as large as its small picture: set where any pixel of the large one is.
   *
   * @param frame place of its picture in the example, from 0
   * @param set a byte a pixel, row by row, 0 or 1
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Mask(int frame, Size size, byte[] set) implements Serializable {
    public Mask {
      Objects.requireNonNull(size, "size");
      check(set.length, size);
    }
  }

  /**
   * A small depth map.
   *
   * @param distances row by row, means of the readings there; 0 where there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Map(Size size, float[] distances) implements Serializable {
    public Map {
      Objects.requireNonNull(size, "size");
      check(distances.length, size);
    }
  }

  private static void check(int length, Size size) {
    if (length != size.height() * size.width()) {
      throw new IllegalArgumentException("Invalid values: %d for %s".formatted(length, size));
    }
  }
}
