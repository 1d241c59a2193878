package io.millrace.item;

/**
 * Takes the finished rows of one field of one sample, a channel at a time. Rows of a channel arrive
 * from top to bottom; channels may alternate row by row.
 */
@FunctionalInterface
public interface PlaneSink {
  /**
   * Row {@code y} of a channel: the first {@code width} values. The array belongs to the caller and
   * is overwritten after the call.
   */
  void row(int channel, int y, float[] values);
}
