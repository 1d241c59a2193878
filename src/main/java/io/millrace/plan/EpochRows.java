package io.millrace.plan;

/** Where the rows of an epoch come from; steps and rows are checked by who asks. */
sealed interface EpochRows permits LaneRows, TorchRows {
  /** Whether a step has that row; only a last step may lack some. */
  boolean has(int step, int row, int ranks);

  /** Whether that row has been in this epoch already. */
  boolean isRepeat(int step, int row, int ranks);

  /** The ordinal in that row of the global batch that so many ranks share. */
  int at(int step, int row, int ranks);

  /** Which chunks a rank needs when; {@code part} is its part of each of the steps. */
  ChunkUses uses(int steps, RowRange part, int ranks);
}
