package io.millrace.datasets;

import java.io.Serializable;
import java.util.Objects;

/**
 * The folders of a {@link Folder3D} by role.
 *
 * @param pictures of each class
 * @param depth maps of each class
 * @param mask masks of the abnormal pictures; empty where there are none
 */
public record DepthDirs(Classes pictures, Classes depth, String mask) implements Serializable {
  /** None. */
  public static final DepthDirs NONE = new DepthDirs(Classes.NONE, Classes.NONE, "");

  /**
   * A folder for each class; empty where there is none.
   *
   * @param normal without defect, for training
   * @param abnormal with defect, for the test
   * @param normalTest without defect, for the test
   */
  public record Classes(String normal, String abnormal, String normalTest) implements Serializable {
    /** None. */
    public static final Classes NONE = new Classes("", "", "");

    public Classes {
      Objects.requireNonNull(normal, "normal");
      Objects.requireNonNull(abnormal, "abnormal");
      Objects.requireNonNull(normalTest, "normalTest");
    }

    Classes withNormal(String folder) {
      return new Classes(folder, abnormal, normalTest);
    }

    Classes withAbnormal(String folder) {
      return new Classes(normal, folder, normalTest);
    }

    Classes withNormalTest(String folder) {
      return new Classes(normal, abnormal, folder);
    }
  }

  public DepthDirs {
    Objects.requireNonNull(pictures, "pictures");
    Objects.requireNonNull(depth, "depth");
    Objects.requireNonNull(mask, "mask");
  }
}
