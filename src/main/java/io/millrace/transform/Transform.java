package io.millrace.transform;

import io.millrace.item.PlaneSink;
import io.millrace.item.Size;
import io.millrace.sample.Field;
import java.io.Serializable;

/**
 * One operation of a pipeline, applied to picture, mask and depth map alike. A value: it holds no
 * state and may travel to executors.
 */
public interface Transform extends Serializable {
  /** torchvision's class name, such as {@code RandomHorizontalFlip}; random draws hang on it. */
  default String operation() {
    return getClass().getSimpleName();
  }

  /**
   * Its name and arguments as one JSON object without spaces, {@code op} first: equal text, equal
   * effect. Stores and resume tokens are compared by it.
   */
  String canonical();

  /** Whether it draws random numbers. */
  default boolean isRandom() {
    return false;
  }

  /**
   * The size that it makes of an input of that size.
   *
   * @throws IllegalArgumentException if it cannot be applied to that size
   */
  Size outputSize(Size input);

  /** Whether its output size is the same for every input. */
  default boolean fixesSize() {
    return false;
  }

  /**
   * A sink that takes input rows, applies the operation, and hands the results on.
   *
   * @param field which field is moved, and the random number of its sample
   */
  PlaneSink into(PlaneSink next, Size input, FieldChance field);

  /** Which field is moved, and the sample's random number for this operation. */
  record FieldChance(Field field, double chance) {
    /** Channels of the field at most: 3 of a picture or depth map, 1 of a mask. */
    public int channels() {
      return field == Field.MASK ? 1 : 3;
    }
  }
}
