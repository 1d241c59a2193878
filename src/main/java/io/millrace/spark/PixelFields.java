package io.millrace.spark;

import io.millrace.sample.Contents;
import io.millrace.sample.Field;
import io.millrace.sample.Task;
import java.util.ArrayList;
import java.util.List;

/** The fields of samples that have numbers. */
final class PixelFields {
  private PixelFields() {}

  /** Those that samples of that kind have. */
  static List<Field> of(Contents contents) {
    List<Field> fields = new ArrayList<>(List.of(Field.IMAGE));
    if (contents.task() == Task.SEGMENTATION) {
      fields.add(Field.MASK);
    }

    if (contents.depth().exists()) {
      fields.add(Field.DEPTH);
    }

    return fields;
  }
}
