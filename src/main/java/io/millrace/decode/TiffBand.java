package io.millrace.decode;

import io.millrace.sample.UnreadableException;

/** The blocks that lie side by side, as rows across the picture. */
final class TiffBand {
  private final TiffHeader header;
  private final TiffGrid grid;
  private final TiffBlocks blocks;
  private final TiffSamples samples;
  private final byte[][] planes;
  private final byte[] plane;

  TiffBand(TiffHeader header, TiffGrid grid, TiffBlocks blocks) {
    this.header = header;
    this.grid = grid;
    this.blocks = blocks;
    this.samples = new TiffSamples(header);
    this.planes = new byte[header.planar() ? header.samples() : 1][];
    this.plane = new byte[header.planar() ? header.width() : 0];
  }

  void read(int blockRow) throws UnreadableException {
    for (int i = 0; i < planes.length; i++) {
      planes[i] = grid.across() == 1 ? block(i, blockRow, 0) : join(i, blockRow);
    }
  }

  private byte[] block(int plane, int blockRow, int column) throws UnreadableException {
    int rows = grid.storedRows(blockRow, header.height());
    return blocks.read(grid.index(plane, blockRow, column), rows);
  }

  private byte[] join(int plane, int blockRow) throws UnreadableException {
    int rows = grid.usedRows(blockRow, header.height());
    int blockBytes = (int) header.rowBytes(grid.width());
    byte[] joined = new byte[Broken.arraySize((long) stride() * rows)];
    for (int column = 0; column < grid.across(); column++) {
      byte[] block = block(plane, blockRow, column);
      for (int y = 0; y < rows; y++) {
        int to = y * stride() + column * blockBytes;
        System.arraycopy(block, y * blockBytes, joined, to, blockBytes);
      }
    }

    return joined;
  }

  private int stride() {
    return grid.across() * (int) header.rowBytes(grid.width());
  }

  /** Row {@code y} of the band as byte samples, interleaved. */
  void row(int y, byte[] out) {
    if (planes.length == 1) {
      samples.read(planes[0], y * stride(), out);
      return;
    }

    for (int i = 0; i < planes.length; i++) {
      samples.read(planes[i], y * stride(), plane);
      for (int x = 0; x < plane.length; x++) {
        out[x * planes.length + i] = plane[x];
      }
    }
  }
}
