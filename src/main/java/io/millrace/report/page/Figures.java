package io.millrace.report.page;

import io.millrace.report.profile.Spread;
import io.millrace.sample.Split;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes figures of distributions. */
final class Figures {
  private final boolean fonts;

  private Figures(boolean fonts) {
    this.fonts = fonts;
  }

  /** With pictures where this Java can write letters, else with numbers alone. */
  static Figures of() {
    return new Figures(fontsExist());
  }

  /** With numbers alone. */
  static Figures withoutPictures() {
    return new Figures(false);
  }

  /** A Java without fontconfig, or without any font, fails in many ways: with errors too. */
  private static boolean fontsExist() {
    try {
      Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
      return font.getStringBounds("0", new FontRenderContext(null, true, true)).getWidth() > 0;
    } catch (RuntimeException | Error e) {
      return false;
    }
  }

  boolean arePictures() {
    return fonts;
  }

  /** One line for all. */
  Figure one(String title, String unit, Spread spread) {
    return figure(title, unit, List.of(Curve.of("all", 0, spread)), summary(spread));
  }

  /** One line a subset. */
  Figure bySplit(String title, String unit, Map<Split, Spread> spreads) {
    List<Curve> curves = new ArrayList<>();
    int style = 0;
    for (Split split : Split.values()) {
      Spread spread = spreads.get(split);
      if (spread != null && spread.count() > 0) {
        curves.add(Curve.of(split.text(), style, spread));
      }

      style++;
    }

    String alt =
        spreads.entrySet().stream()
            .filter(entry -> entry.getValue().count() > 0)
            .map(entry -> entry.getKey().text() + ": " + summary(entry.getValue()))
            .collect(Collectors.joining("; "));
    return figure(title, unit, curves, alt);
  }

  /** What a chart says, in words. */
  static String summary(Spread spread) {
    return "%s values from %s to %s, mean %s"
        .formatted(
            Words.count(spread.count()),
            Words.number(spread.least()),
            Words.number(spread.most()),
            Words.number(spread.mean()));
  }

  private Figure figure(String title, String unit, List<Curve> curves, String summary) {
    boolean drawn = fonts && !curves.isEmpty();
    return new Figure(
        title,
        unit,
        drawn ? Uri.png(Charts.draw(curves, Theme.LIGHT)) : "",
        drawn ? Uri.png(Charts.draw(curves, Theme.DARK)) : "",
        "Histogram of " + title + ". " + summary,
        curves.stream().map(Curve::name).toList(),
        rows(Curve.cut(curves)));
  }

  private static List<Figure.Row> rows(List<Curve> curves) {
    List<Figure.Row> rows = new ArrayList<>();
    for (int i = 0; !curves.isEmpty() && i < curves.get(0).histogram().counts().size(); i++) {
      int bin = i;
      List<Double> edges = curves.get(0).histogram().edges();
      rows.add(
          new Figure.Row(
              Words.number(edges.get(i)) + " – " + Words.number(edges.get(i + 1)),
              curves.stream().map(curve -> curve.histogram().counts().get(bin)).toList()));
    }

    return rows;
  }
}
