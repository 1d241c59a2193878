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
    /** A sample's picture. */
    IMAGE,
    /** The ground truth of a defect. */
    MASK,
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

  /** A mask that may belong to a picture of any of these keys. */
  public static Entry mask(Role role, List<String> keys) {
    return new Entry(role, keys, NONE);
  }
}
