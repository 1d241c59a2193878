package io.millrace.batch;

import io.millrace.item.Size;

/** Where a sample goes, once its size is known. */
@FunctionalInterface
interface Places {
  /** The row for pictures of that size; the same at each call. */
  SlotRow at(Size output);
}
