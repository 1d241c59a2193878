package io.millrace.kernel;

import java.nio.ByteBuffer;

/**
 * Turns levels of one channel into its numbers. Straight from buffer to buffer: through arrays in
 * the cache it takes up to twice as long, since stores to memory then wait for one another. Safe
 * for use by several threads.
 */
public interface LevelRow {
  /**
   * All levels from position to limit, bytes taken as 0 to 255, to float32 in native order from the
   * other's position on; neither position moves.
   */
  void numbers(ByteBuffer levels, ByteBuffer numbers);

  /** By a table of 256 numbers. */
  static LevelRow of(float[] table) {
    return new PlainLevels(table);
  }
}
