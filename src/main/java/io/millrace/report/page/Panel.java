package io.millrace.report.page;

import java.util.Objects;

/**
 * A small picture.
 *
 * @param source address that holds it
 * @param outline address of the line around its mask; empty without one
 * @param width in pixels of the page
 * @param height likewise
 * @param alt what it shows, for those who do not see it
 */
public record Panel(String source, String outline, int width, int height, String alt) {
  public Panel {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(outline, "outline");
    Objects.requireNonNull(alt, "alt");
  }
}
