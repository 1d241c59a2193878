package io.millrace.feed;

import java.io.Serializable;

/**
 * What a rank of the last generation has done.
 *
 * @param steps training steps
 * @param samples rows of its batches, those of evaluation too
 * @param seconds from its first wish for a batch to its end
 * @param waiting seconds of these in which the program waited for a batch
 * @param reading seconds that its decoding threads spent in the storage, all of them together
 * @param decoding seconds that they spent otherwise
 */
public record RankFigures(
    long steps, long samples, double seconds, double waiting, double reading, double decoding)
    implements Serializable {
  /** Nothing yet. */
  public static final RankFigures NONE = new RankFigures(0, 0, 0, 0, 0, 0);

  /** Rows a second of wall time. */
  public double imagesPerSecond() {
    return seconds > 0 ? samples / seconds : 0;
  }

  /** Share of the time in which the program waited for data, 0 to 1. */
  public double waitingShare() {
    return seconds > 0 ? Math.min(1, waiting / seconds) : 0;
  }
}
