package io.millrace.datasets;

import io.millrace.sample.Label;
import io.millrace.sample.Split;

/** What the folders of published videos say of them. */
final class VideoClasses {
  /** Nothing happens in a training video. */
  static final Entry.ClassFolder TRAIN = new Entry.ClassFolder(Split.TRAIN, "normal", Label.NORMAL);

  /** What happens in a test video, and when, its masks say. */
  static final Entry.ClassFolder TEST = new Entry.ClassFolder(Split.TEST, "", Label.UNKNOWN);

  private VideoClasses() {}
}
