package io.millrace.sample;

/** Whether a clip keeps its frames as they were decoded, beside those that were transformed. */
public enum OriginalFrames {
  /** As in the reference: uint8, in the video's own size. */
  KEEP,
  DROP
}
