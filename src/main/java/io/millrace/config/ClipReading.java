package io.millrace.config;

import io.millrace.sample.Clips;

/** Makes the clips of a data set of videos. */
record ClipReading(Section section) {
  /** The clips, every so many frames where the user does not say how many. */
  Clips read(int framesBetweenClips) {
    return new Clips(
        section.read(DatasetKeys.CLIP_LENGTH),
        section.read(DatasetKeys.framesBetweenClips(framesBetweenClips)),
        section.read(DatasetKeys.TARGET_FRAME));
  }
}
