package io.millrace.sample;

/** Whether a sample is anomalous; {@link #index()} is the reference's {@code label_index}. */
public enum Label {
  UNKNOWN(-1),
  NORMAL(0),
  ABNORMAL(1);

  private final int index;

  Label(int index) {
    this.index = index;
  }

  /** 0 normal, 1 abnormal, -1 unknown. */
  public int index() {
    return index;
  }

  /**
   * The label of an index.
   *
   * @throws IllegalArgumentException if it is not -1, 0 or 1
   */
  public static Label of(int index) {
    return switch (index) {
      case -1 -> UNKNOWN;
      case 0 -> NORMAL;
      case 1 -> ABNORMAL;
      default ->
          throw new IllegalArgumentException(
              "Invalid label index: " + index + " (must be -1, 0 or 1)");
    };
  }
}
