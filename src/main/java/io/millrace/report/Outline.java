package io.millrace.report;

/**
 * The line around a mask: pixels that are not marked and have a marked one among their eight
 * neighbours.
 *
 * @param marks by row, then column; none without a mask
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Outline(boolean[][] marks) {
  static final Outline NONE = new Outline(new boolean[0][]);

  boolean has(int x, int y) {
    return !isMarked(x, y) && touches(x, y);
  }

  private boolean touches(int x, int y) {
    for (int down = -1; down <= 1; down++) {
      for (int right = -1; right <= 1; right++) {
        if (isMarked(x + right, y + down)) {
          return true;
        }
      }
    }

    return false;
  }

  private boolean isMarked(int x, int y) {
    return y >= 0 && y < marks.length && x >= 0 && x < marks[y].length && marks[y][x];
  }
}
