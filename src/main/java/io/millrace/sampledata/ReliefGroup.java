package io.millrace.sampledata;

import io.millrace.random.Draw;
import java.util.List;
import java.util.Locale;

/** The folders of samples in a category of the drawn MVTec 3D-AD. */
enum ReliefGroup {
  TRAIN_GOOD("train", "good", 0),
  VALIDATION_GOOD("validation", "good", 0),
  TEST_GOOD("test", "good", 0),
  TEST_DENT("test", "dent", -1),
  TEST_BUMP("test", "bump", 1);

  private final String split;
  private final String label;
  private final int sign;

  ReliefGroup(String split, String label, int sign) {
    this.split = split;
    this.label = label;
    this.sign = sign;
  }

  ReliefDefect defect(Draw draw) {
    return sign == 0 ? ReliefDefect.NONE : ReliefDefect.of(draw, sign);
  }

  /**
   * Paths of a sample below the category's folder: picture, coordinates, and in the test a mask.
   */
  List<String> paths(int number) {
    String place = split + "/" + label;
    String name = String.format(Locale.ROOT, "%03d", number);
    String picture = place + "/rgb/" + name + ".png";
    String coordinates = place + "/xyz/" + name + ".tiff";
    return split.equals("test")
        ? List.of(picture, coordinates, place + "/gt/" + name + ".png")
        : List.of(picture, coordinates);
  }
}
