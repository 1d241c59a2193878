package io.millrace.plan;

/** The rows of a lane in one epoch before its windows are shuffled. Not thread-safe. */
sealed interface PlainRows permits SegmentRows, SingleRows {
  /**
   * Rows of one chunk.
   *
   * @param chunk which one
   * @param rows their ordinals
   * @param position of the first of them in the lane
   */
  record Run(int chunk, RowRange rows, int position) {}

  /** The ordinals at so many positions from the first one on. */
  int[] read(int first, int length);

  /** How many runs there are. */
  int runs();

  /** A run by its place in the order; cheap if asked for forwards. */
  Run run(int place);
}
