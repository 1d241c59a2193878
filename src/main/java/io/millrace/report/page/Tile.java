package io.millrace.report.page;

import io.millrace.report.profile.Example;
import java.util.List;
import java.util.Objects;

/**
 * A sample with its pictures.
 *
 * @param title which sample
 * @param panels one picture, the frames of a clip, a depth map last
 */
public record Tile(Example.Title title, List<Panel> panels) {
  public Tile {
    Objects.requireNonNull(title, "title");
    panels = List.copyOf(panels);
  }

  /** How it is laid out, by the names that the page's styles know. */
  public String shape() {
    return switch (panels.size()) {
      case 0, 1 -> "still";
      case 2 -> "double";
      default -> "strip";
    };
  }
}
