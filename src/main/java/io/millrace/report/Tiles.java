package io.millrace.report;

import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Small pictures with captions as a piece of HTML, one line long, that needs nothing but itself.
 *
 * @param tiles in their order
 * @param foot a line below them; empty for none
 */
public record Tiles(List<Tile> tiles, String foot) {
  private static final String CELL = "display:inline-block;vertical-align:top;margin:4px;";
  private static final String TEXT =
      "font:11px monospace;max-width:%dpx;overflow-wrap:anywhere;white-space:pre-wrap;";
  private static final int PANEL = 168;

  public Tiles {
    tiles = List.copyOf(tiles);
  }

  /**
   * One of them.
   *
   * @param pictures PNG files, side by side; none where there is no picture to be had
   * @param title what it is, shown when one points at it
   * @param caption below it
   */
  public record Tile(List<byte[]> pictures, String title, String caption) {
    public Tile {
      pictures = List.copyOf(pictures);
    }

    private String html() {
      String shown =
          pictures.isEmpty()
              ? "<div style=\"width:96px;height:96px;border:1px dashed\"></div>"
              : pictures.stream().map(Tile::image).collect(Collectors.joining(" "));
      String style = TEXT.formatted(PANEL * Math.max(1, pictures.size()));
      return "<div style=\"%s\" title=\"%s\">%s<div style=\"%s\">%s</div></div>"
          .formatted(CELL, escaped(title), shown, style, escaped(caption));
    }

    private static String image(byte[] png) {
      return "<img src=\"data:image/png;base64,"
          + Base64.getEncoder().encodeToString(png)
          + "\" alt=\"\"/>";
    }
  }

  /** All of them in one line. */
  public String html() {
    String all = tiles.stream().map(Tile::html).collect(Collectors.joining());
    String below = foot.isEmpty() ? "" : "<div>" + escaped(foot) + "</div>";
    return "<div>" + all + below + "</div>";
  }

  /** A text that no reader of HTML takes for anything else, without line ends. */
  static String escaped(String text) {
    StringBuilder html = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (point < ' ' || "&<>\"'`{}".indexOf(point) >= 0) {
                html.append("&#").append(point).append(';');
              } else {
                html.appendCodePoint(point);
              }
            });
    return html.toString();
  }
}
