package io.millrace.sample;

/** A field of a sample that has a file of its own. Column names are those of the reference. */
public enum Field {
  IMAGE("image"),
  MASK("gt_mask"),
  DEPTH("depth_map");

  private final String column;

  Field(String column) {
    this.column = column;
  }

  /** The field's name in tables, tensors and batches, such as {@code gt_mask}. */
  public String column() {
    return column;
  }
}
