package io.millrace.report;

import io.millrace.item.Size;

/**
 * Where things are on the sheet: cells from left to right, then from top to bottom.
 *
 * @param columns cells in a row
 * @param rows of cells
 * @param picture size of the pictures on the sheet
 */
record Sheet(int columns, int rows, Size picture) {
  static final int PAPER = 0xF4F4F2;
  static final int INK = 0x202020;
  static final int OUTLINE = 0xFF00AA;

  private static final int MARGIN = 5;
  private static final int GAP = 4;

  /** Small pictures leave at least that much room for their captions. */
  private static final int CAPTION_WIDTH = 96;

  private static final double SHAPE = 4.0 / 3;

  /** The number of columns that brings the sheet nearest to 4 : 3. */
  static Sheet of(int pictures, Size picture) {
    Sheet nearest = new Sheet(1, pictures, picture);
    for (int columns = 2; columns <= pictures; columns++) {
      Sheet sheet = new Sheet(columns, (pictures + columns - 1) / columns, picture);
      if (sheet.distance() < nearest.distance()) {
        nearest = sheet;
      }
    }

    return nearest;
  }

  private double distance() {
    double shape = (double) width() / height() / SHAPE;
    return Math.max(shape, 1 / shape);
  }

  int width() {
    return columns * cellWidth();
  }

  int height() {
    return rows * cellHeight();
  }

  /** Top left pixel of the i-th picture. */
  Spot picture(int i) {
    return new Spot(i % columns * cellWidth() + MARGIN, i / columns * cellHeight() + MARGIN);
  }

  /** Top left pixel of its caption. */
  Spot caption(int i) {
    return picture(i).down(picture.height() + GAP);
  }

  /** The caption as far as it has room: its end counts more than its beginning. */
  String fit(String caption) {
    int letters = (cellWidth() - 2 * MARGIN) / Letters.ADVANCE;
    int length = caption.codePointCount(0, caption.length());
    if (length <= letters) {
      return caption;
    }

    return ".." + caption.substring(caption.offsetByCodePoints(0, length - letters + 2));
  }

  private int cellWidth() {
    return Math.max(picture.width(), CAPTION_WIDTH) + 2 * MARGIN;
  }

  private int cellHeight() {
    return picture.height() + GAP + Letters.HEIGHT + 2 * MARGIN;
  }
}
