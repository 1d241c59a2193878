package io.millrace.spark.submit;

import java.util.Objects;

/**
 * What a master says of a driver.
 *
 * @param worker its host and port, empty while it has none
 * @param problem what the master adds, such as why it could not be started; may be empty
 */
public record DriverStatus(State state, String worker, String problem) {
  public DriverStatus {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(worker, "worker");
    Objects.requireNonNull(problem, "problem");
  }

  /** Those of Spark, and one for a driver that the master does not know. */
  public enum State {
    SUBMITTED,
    RUNNING,
    RELAUNCHING,
    UNKNOWN,
    FINISHED,
    FAILED,
    KILLED,
    ERROR,
    FORGOTTEN;

    /** Whether nothing comes after it. */
    public boolean isLast() {
      return compareTo(FINISHED) >= 0;
    }
  }

  /** For people: the state, and where. */
  public String text() {
    return state + (worker.isEmpty() ? "" : " on " + worker);
  }
}
