package io.millrace.spark.doctor;

import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;

/**
 * One thing that the doctor has looked at.
 *
 * @param topic such as {@code java}
 * @param text what is
 * @param wayOut what to do about it, empty where all is well
 */
public record Line(Level level, String topic, String text, String wayOut) implements Serializable {
  /** How bad it is. */
  public enum Level {
    /** As it should be. */
    OK,
    /** Works, but something is missing or slow. */
    WARN,
    /** Does not work. */
    FAIL
  }

  public Line {
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(wayOut, "wayOut");
  }

  static Line ok(String topic, String text) {
    return new Line(Level.OK, topic, text, "");
  }

  static Line warn(String topic, String text, String wayOut) {
    return new Line(Level.WARN, topic, text, wayOut);
  }

  static Line fail(String topic, String text, String wayOut) {
    return new Line(Level.FAIL, topic, text, wayOut);
  }

  /** {@code warn gpu none (do this)}. */
  public String text(int topicWidth) {
    String level = this.level.name().toLowerCase(Locale.ROOT);
    String way = wayOut.isEmpty() ? "" : " (" + wayOut + ")";
    return String.format(Locale.ROOT, "  %-5s %-" + topicWidth + "s %s%s", level, topic, text, way);
  }
}
