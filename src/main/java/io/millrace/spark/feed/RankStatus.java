package io.millrace.spark.feed;

import io.millrace.feed.Device;
import io.millrace.feed.Phase;
import io.millrace.feed.RankFigures;
import io.millrace.sample.Finding;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a rank says of itself.
 *
 * @param shown the program's own figures, such as {@code loss}, by name
 * @param bad samples that it could not read so far
 */
record RankStatus(
    Seat seat, Stand stand, RankFigures figures, Map<String, Double> shown, List<Finding> bad)
    implements Serializable {
  /** Which rank it is, and where. */
  record Seat(int rank, int generation, String host, Device device) implements Serializable {}

  /**
   * Where it stands.
   *
   * @param file that a decoding thread is at, empty if none is
   * @param moves grows whenever it does anything that shows that it lives
   */
  record Stand(Phase phase, String file, long epoch, long globalStep, long moves)
      implements Serializable {
    /** Whether it has not moved since then. */
    boolean isSame(Stand earlier) {
      return phase == earlier.phase
          && file.equals(earlier.file)
          && globalStep == earlier.globalStep
          && moves == earlier.moves;
    }
  }

  RankStatus {
    shown = new TreeMap<>(shown);
    bad = List.copyOf(bad);
  }

  /** Whether it is later news of a rank than that. */
  boolean isAfter(RankStatus other) {
    return seat.generation != other.seat.generation
        ? seat.generation > other.seat.generation
        : stand.moves >= other.stand.moves;
  }

  /** Rank, host, phase and file. */
  String place() {
    return "rank %d on %s (%s): phase %s%s, epoch %d, step %d"
        .formatted(
            seat.rank,
            seat.host,
            seat.device.text(),
            stand.phase.text(),
            stand.file.isEmpty() ? "" : ", file " + stand.file,
            stand.epoch,
            stand.globalStep);
  }
}
