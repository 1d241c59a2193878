package io.millrace.spark.doctor;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * One process that the doctor has looked at.
 *
 * @param process such as {@code driver} or {@code executor 3}
 * @param host where it runs
 */
public record Examination(String process, String host, List<Line> lines) implements Serializable {
  public Examination {
    Objects.requireNonNull(process, "process");
    Objects.requireNonNull(host, "host");
    lines = List.copyOf(lines);
  }

  /** Whether anything does not work. */
  public boolean fails() {
    return lines.stream().anyMatch(line -> line.level() == Line.Level.FAIL);
  }
}
