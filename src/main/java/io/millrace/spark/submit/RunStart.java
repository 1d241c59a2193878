package io.millrace.spark.submit;

import java.time.Instant;
import java.util.Objects;

/**
 * What a run knows of itself when it begins.
 *
 * @param run the name that its submission has given it, empty where nobody has
 * @param version of Millrace
 * @param started by the clock of its driver
 */
public record RunStart(String run, String version, Instant started) {
  public RunStart {
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(started, "started");
  }
}
