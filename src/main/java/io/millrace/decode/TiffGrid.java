package io.millrace.decode;

import io.millrace.sample.UnreadableException;

/**
 * How a TIFF is cut into strips or tiles ("blocks"); a strip is a block as wide as the picture.
 *
 * @param width pixels of a block's row
 * @param height rows of a block
 * @param across blocks side by side
 * @param down blocks on top of each other
 */
record TiffGrid(int width, int height, int across, int down, boolean tiled) {
  static TiffGrid of(TiffHeader header) throws UnreadableException {
    TiffTags tags = header.tags();
    boolean tiled = tags.count(TiffTags.TILE_OFFSETS) > 0;
    int width = tiled ? tags.number(TiffTags.TILE_WIDTH, 0) : header.width();
    int height = tiled ? tags.number(TiffTags.TILE_HEIGHT, 0) : strip(header);
    if (width < 1 || height < 1) {
      throw Broken.corrupt("is a TIFF with tiles of " + width + " x " + height + " pixels");
    }

    int samples = header.planar() ? 1 : header.samples();
    if (tiled && (long) width * samples * header.bits() % 8 != 0) {
      throw Broken.unsupported("is a TIFF with tiles whose rows end within a byte");
    }

    int across = (int) (((long) header.width() + width - 1) / width);
    int down = (int) (((long) header.height() + height - 1) / height);
    return new TiffGrid(width, height, across, down, tiled);
  }

  private static int strip(TiffHeader header) {
    int rows = header.tags().number(TiffTags.ROWS_PER_STRIP, Integer.MAX_VALUE);
    return rows < 1 ? header.height() : Math.min(rows, header.height());
  }

  /** Rows that are stored of the blocks of a row of blocks: the last strip is cut, a tile never. */
  int storedRows(int blockRow, int pictureHeight) {
    return tiled ? height : usedRows(blockRow, pictureHeight);
  }

  /** Rows of the picture that a row of blocks covers. */
  int usedRows(int blockRow, int pictureHeight) {
    return (int) Math.min(height, pictureHeight - (long) blockRow * height);
  }

  /** Which block of the file it is. */
  int index(int plane, int blockRow, int column) {
    return (plane * down + blockRow) * across + column;
  }
}
