package io.millrace.sampledata;

import io.millrace.random.Draw;

/** The folders of pictures in a category. */
enum Group {
  TRAIN_GOOD("train", "good"),
  TEST_GOOD("test", "good"),
  TEST_CHIP("test", "chip"),
  TEST_SCRATCH("test", "scratch"),
  TEST_STAIN("test", "stain");

  private final String split;
  private final String label;

  Group(String split, String label) {
    this.split = split;
    this.label = label;
  }

  /** Whether its pictures have a mask. */
  boolean isDefect() {
    return !label.equals("good");
  }

  Defect defect(Draw draw, Pose pose) {
    return switch (this) {
      case TRAIN_GOOD, TEST_GOOD -> Defect.NONE;
      case TEST_CHIP -> Chip.of(draw, pose);
      case TEST_SCRATCH -> Scratch.of(draw, pose);
      case TEST_STAIN -> Stain.of(draw);
    };
  }

  /** Path of a picture below the category's folder. */
  String picture(int number) {
    return split + "/" + label + "/" + digits(number) + ".png";
  }

  /** Path of the mask of that picture. */
  String mask(int number) {
    return "ground_truth/" + label + "/" + digits(number) + "_mask.png";
  }

  private static String digits(int number) {
    String plain = Integer.toString(number);
    return "0".repeat(Math.max(0, 3 - plain.length())) + plain;
  }
}
