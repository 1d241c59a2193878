package io.millrace.report;

/** A pixel of the sheet: from the left, from the top. */
record Spot(int x, int y) {
  Spot right(int pixels) {
    return new Spot(x + pixels, y);
  }

  Spot down(int pixels) {
    return new Spot(x, y + pixels);
  }
}
