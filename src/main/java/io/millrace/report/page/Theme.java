package io.millrace.report.page;

import java.awt.Color;

/** The colours of a chart: the page shows one of two, as the reader's system prefers. */
enum Theme {
  LIGHT(new Color(0x5B6470), new Color(0xDDE1E6), 0x2563A8, 0xC2561A, 0x3E7D4C),
  DARK(new Color(0xA3ACB8), new Color(0x353C46), 0x74B0F0, 0xF0A06A, 0x86CC94);

  private static final int FAINT = 0x26000000;

  private final Color ink;
  private final Color grid;
  private final int[] lines;

  Theme(Color ink, Color grid, int... lines) {
    this.ink = ink;
    this.grid = grid;
    this.lines = lines;
  }

  Color ink() {
    return ink;
  }

  Color grid() {
    return grid;
  }

  /** Of a line of that style. */
  Color line(int style) {
    return new Color(lines[style % lines.length]);
  }

  /** What is below a line of that style. */
  Color area(int style) {
    return new Color(lines[style % lines.length] | FAINT, true);
  }
}
