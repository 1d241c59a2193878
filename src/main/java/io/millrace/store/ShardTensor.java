package io.millrace.store;

import io.millrace.sample.Field;

/** The large tensors of a shard: those that are read a chunk at a time. */
public enum ShardTensor {
  IMAGE(Field.IMAGE),
  MASK(Field.MASK),
  DEPTH(Field.DEPTH);

  private final Field field;

  ShardTensor(Field field) {
    this.field = field;
  }

  /** The one that holds a field. */
  public static ShardTensor of(Field field) {
    return switch (field) {
      case IMAGE -> IMAGE;
      case MASK -> MASK;
      case DEPTH -> DEPTH;
    };
  }

  /** The field whose numbers or bytes it holds. */
  public Field field() {
    return field;
  }

  /**
   * Its name in a shard: {@code image} or {@code image.data}, {@code gt_mask} or {@code
   * gt_mask.data}.
   */
  public String text(StoreKind kind) {
    return kind == StoreKind.PACKED ? field.column() + ".data" : field.column();
  }
}
