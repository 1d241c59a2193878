package io.millrace.sample;

import java.util.Locale;

/** What can be wrong with a sample or a file, how bad that is, and the way out. */
public enum Reason {
  MISSING_MASK(Severity.ERROR, "add the mask, or quarantine the sample"),
  DUPLICATE_MASK(Severity.ERROR, "keep one mask for each picture"),
  DUPLICATE_IMAGE(Severity.ERROR, "keep one picture for each key"),
  MISSING_DEPTH(Severity.ERROR, "add the depth map, or quarantine the sample"),
  DUPLICATE_DEPTH(Severity.ERROR, "keep one depth map for each picture"),
  SIZE_MISMATCH(Severity.ERROR, "make it as large as its picture"),
  FRAMES_MISMATCH(Severity.ERROR, "give as many masks as the video has frames"),
  EMPTY_FILE(Severity.ERROR, "copy the file again from its origin"),
  TRUNCATED(Severity.ERROR, "copy the file again from its origin"),
  NOT_AN_IMAGE(Severity.ERROR, "replace the file by a picture or remove it"),
  LFS_POINTER(Severity.ERROR, "run 'git lfs pull' where the data set was cloned"),
  TOO_LARGE(Severity.ERROR, "raise data.max_pixels if the picture is meant to be that large"),
  UNSUPPORTED_FORMAT(Severity.ERROR, "convert the file to PNG"),
  CORRUPT(Severity.ERROR, "copy the file again from its origin"),
  NO_VIDEO(Severity.ERROR, "replace the file by a video or remove it"),
  NO_VIDEO_DECODER(
      Severity.ERROR,
      "run where FFmpeg's native library works; 'millrace doctor' says why it does not"),
  UNREADABLE(Severity.ERROR, "check that the file exists and that its permissions allow reading"),
  CHANGED(Severity.ERROR, "run 'millrace prepare' again"),
  DAMAGED_SHARD(
      Severity.ERROR, "run 'millrace verify', delete what it names, then prepare the store again"),
  MASK_WITHOUT_IMAGE(Severity.WARNING, "add the picture or remove the mask"),
  MASK_ON_GOOD(
      Severity.WARNING, "a good picture needs no mask: move the picture or remove the mask"),
  EMPTY_MASK(Severity.WARNING, "draw the defect, or move the picture to the good ones"),
  DEPTH_WITHOUT_IMAGE(Severity.WARNING, "add the picture or remove the depth map"),
  EMPTY_DEPTH(Severity.WARNING, "measure again: the depth map has no reading"),
  MASK_CODES(Severity.WARNING, "nothing, if they are class codes: every value above 0 is a defect"),
  DAMAGED_VIDEO(
      Severity.WARNING, "copy the file again from its origin, or go on without what is after it"),
  SHORT_VIDEO(Severity.WARNING, "give a smaller clip_length_in_frames, or a longer video"),
  ABNORMAL_TRAINING(
      Severity.WARNING, "move the video to the abnormal ones, or correct the table of labels"),
  UNUSED_FILE(Severity.WARNING, "move the file to a folder of the data set's layout or remove it"),
  LINK_LOOP(Severity.WARNING, "remove the symbolic link that leads back to its own folder"),
  SAME_BYTES(Severity.WARNING, "keep the picture in one subset only");

  /** How bad a finding is: errors make {@code inspect} exit with 3, warnings do not. */
  public enum Severity {
    ERROR,
    WARNING;

    /** {@code error} or {@code warning}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Severity severity;
  private final String wayOut;

  Reason(Severity severity, String wayOut) {
    this.severity = severity;
    this.wayOut = wayOut;
  }

  /** How bad it is. */
  public Severity severity() {
    return severity;
  }

  /** What the owner of the data can do, as half a sentence. */
  public String wayOut() {
    return wayOut;
  }

  /** The reason's code in tables: its name in lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
