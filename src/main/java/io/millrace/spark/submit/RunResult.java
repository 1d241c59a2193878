package io.millrace.spark.submit;

import java.time.Instant;
import java.util.Objects;

/**
 * How a run ended.
 *
 * @param ended by the clock of its driver
 * @param exitCode of the command
 * @param message why it failed, empty where it did not or where its output says so
 */
public record RunResult(RunStart start, Instant ended, int exitCode, String message) {
  public RunResult {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(ended, "ended");
    Objects.requireNonNull(message, "message");
  }
}
