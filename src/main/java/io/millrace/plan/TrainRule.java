package io.millrace.plan;

import java.io.Serializable;
import java.util.Objects;

/**
 * How training rows are ordered and dealt. Stored with every resume token, never computed again.
 *
 * @param seed seed of the order; 0 is a seed
 * @param lanes runs of rows that are read side by side; each keeps its rows in every epoch
 * @param window rows that are shuffled among each other, and held in memory for each lane
 * @param rowsPerLane rows that a lane gives to each step
 */
public record TrainRule(long seed, int lanes, int window, int rowsPerLane, Policy policy)
    implements Serializable {
  /** Lanes at least aimed at, so that up to as many ranks can share a batch later. */
  private static final int USUAL_LANES = 8;

  /** Windows of all lanes together: shuffles as well as a global permutation does (data.md 1). */
  private static final int USUAL_WINDOWS = 2048;

  /** Smallest usual window: the rows of the largest chunk. */
  private static final int LEAST_WINDOW = 64;

  public TrainRule {
    Checks.atLeast("lanes", lanes, 1);
    Checks.atLeast("window", window, 1);
    Checks.atLeast("rowsPerLane", rowsPerLane, 1);
    Objects.requireNonNull(policy, "policy");
    if ((long) lanes * rowsPerLane > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Invalid global batch: " + (long) lanes * rowsPerLane + " rows (must be < 2^31)");
    }
  }

  /** The usual rule for a global batch first run on that many ranks; drops the tail. */
  public static TrainRule of(long seed, int globalBatch, int ranks) {
    Checks.atLeast("globalBatch", globalBatch, 1);
    Checks.atLeast("ranks", ranks, 1);
    int lanes = Math.min(globalBatch, Math.max(USUAL_LANES, ranks));
    while (globalBatch % lanes != 0) {
      lanes--;
    }

    return new TrainRule(seed, lanes, usualWindow(lanes), globalBatch / lanes, Policy.DROP_TAIL);
  }

  /**
   * The same global batch dealt to other lanes, with their usual window.
   *
   * @throws IllegalArgumentException if the batch cannot be dealt evenly
   */
  public TrainRule withLanes(int other) {
    Checks.atLeast("lanes", other, 1);
    int rows = rowsPerLane(globalBatch(), other);
    return new TrainRule(seed, other, usualWindow(other), rows, policy);
  }

  private static int usualWindow(int lanes) {
    return Math.max(LEAST_WINDOW, USUAL_WINDOWS / lanes);
  }

  /**
   * The same lanes with other global batches.
   *
   * @throws IllegalArgumentException if the batch cannot be dealt evenly
   */
  public TrainRule withGlobalBatch(int other) {
    Checks.atLeast("globalBatch", other, 1);
    return withRowsPerLane(rowsPerLane(other, lanes));
  }

  private static int rowsPerLane(int globalBatch, int lanes) {
    if (globalBatch % lanes != 0) {
      throw new IllegalArgumentException(
          String.format(
              "Cannot deal global batches of %d rows to %d lanes (the number of lanes must divide"
                  + " the batch)",
              globalBatch, lanes));
    }

    return globalBatch / lanes;
  }

  /** The same with another seed. */
  public TrainRule withSeed(long other) {
    return new TrainRule(other, lanes, window, rowsPerLane, policy);
  }

  /** The same with another window. */
  public TrainRule withWindow(int other) {
    return new TrainRule(seed, lanes, other, rowsPerLane, policy);
  }

  /** The same with another policy. */
  public TrainRule withPolicy(Policy other) {
    return new TrainRule(seed, lanes, window, rowsPerLane, other);
  }

  /** The same with other rows of a lane and step: a larger or smaller global batch. */
  public TrainRule withRowsPerLane(int other) {
    return new TrainRule(seed, lanes, window, other, policy);
  }

  /** Rows of a step, of all ranks together. */
  public int globalBatch() {
    return lanes * rowsPerLane;
  }
}
