package io.millrace.datasets;

import io.millrace.sample.Label;
import io.millrace.sample.Split;
import java.util.List;

/**
 * What one file is.
 *
 * @param role picture, mask, or neither
 * @param keys what joins a mask to its picture: a picture has one key, a mask one or more, the most
 *     likely first
 * @param folder the class folder and the split that it stands for; of a picture
 */
public record Entry(Role role, List<String> keys, ClassFolder folder) {
  /** What a file can be. */
  public enum Role {
    /** A sample's picture, or a video in one file. */
    IMAGE,
    /** A picture that is one frame of a video: the frames of a folder, by name, are the video. */
    FRAME,
    /** The depth map of a picture. */
    DEPTH,
    /** The ground truth of a defect, or of all frames of a video. */
    MASK,
    /** The ground truth of one frame: those of a folder, by name, are the masks of a video. */
    MASK_FRAME,
    /** The ground truth of a sample that has no defect. */
    MASK_ON_GOOD,
    /** Belongs to nothing. */
    UNUSED,
    /** Hidden, junk, or part of every copy of the data set, such as its licence. */
    IGNORED
  }

  /** The split and label that a folder gives to its pictures. */
  public record ClassFolder(Split split, String label, Label labelIndex) {}

  private static final ClassFolder NONE = new ClassFolder(Split.TEST, "", Label.UNKNOWN);

  /** Belongs to nothing. */
  public static final Entry UNUSED = new Entry(Role.UNUSED, List.of(), NONE);

  /** Passed over without a word. */
  public static final Entry IGNORED = new Entry(Role.IGNORED, List.of(), NONE);

  public Entry {
    keys = List.copyOf(keys);
  }

  /** A picture. */
  public static Entry image(String key, ClassFolder folder) {
    return new Entry(Role.IMAGE, List.of(key), folder);
  }

  /** A picture that is one frame of the video of that key. */
  public static Entry frame(String key, ClassFolder folder) {
    return new Entry(Role.FRAME, List.of(key), folder);
  }

  /** The depth map of the picture of that key. */
  public static Entry depth(String key) {
    return new Entry(Role.DEPTH, List.of(key), NONE);
  }

  /** A mask that may belong to a picture of any of these keys. */
  public static Entry mask(Role role, List<String> keys) {
    return new Entry(role, keys, NONE);
  }
}
