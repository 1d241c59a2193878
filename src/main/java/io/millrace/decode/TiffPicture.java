package io.millrace.decode;

import io.millrace.sample.UnreadableException;

/**
 * The first page of a TIFF or BigTIFF, in strips or tiles. Reads the kinds of pixels that Pillow
 * opens ({@link TiffMode}) and, unlike for other formats, turns the picture as its orientation
 * says, because Pillow does.
 */
final class TiffPicture implements Picture {
  private final byte[] bytes;
  private final TiffHeader header;
  private final String mode;

  TiffPicture(byte[] bytes) throws UnreadableException {
    this.bytes = bytes;
    this.header = new TiffHeader(new TiffTags(bytes));
    this.mode = TiffMode.of(header);
  }

  /** The header of a TIFF of any kind, depth maps among them. */
  static ImageHeader header(byte[] bytes) throws UnreadableException {
    TiffTags tags = new TiffTags(bytes);
    if (tags.isBeyond(TiffTags.BITS) || tags.isBeyond(TiffTags.SAMPLE_FORMAT)) {
      throw Broken.truncated(
          "what its tags say is not within its %d bytes".formatted(bytes.length));
    }

    return header(new TiffHeader(tags));
  }

  /** Width and height as it is shown, which may be turned. */
  private static ImageHeader header(TiffHeader header) {
    boolean turned = header.orientation() > 4;
    int width = turned ? header.height() : header.width();
    int height = turned ? header.width() : header.height();
    return new ImageHeader(width, height, header.samples(), header.bits(), "TIFF");
  }

  @Override
  public ImageInfo info() {
    ImageHeader shown = header(header);
    return new ImageInfo(shown.codec(), shown.width(), shown.height(), mode);
  }

  @Override
  public int channels() {
    return header.samples();
  }

  @Override
  public int bits() {
    return header.bits();
  }

  @Override
  public void write(Rows out) throws UnreadableException {
    if (header.orientation() == 1) {
      writeUpright(out);
      return;
    }

    Turned turned = new Turned(header.orientation());
    turned.begin(header.width(), header.height(), out.mode().channels());
    writeUpright(new Rows(turned, out.mode(), header.width()));
    turned.write(out);
  }

  private void writeUpright(Rows out) throws UnreadableException {
    TiffGrid grid = TiffGrid.of(header);
    TiffBlocks blocks = new TiffBlocks(bytes, header, grid);
    TiffBand band = new TiffBand(header, grid, blocks);
    TiffColors colors = new TiffColors(header);
    byte[] row = new byte[Broken.arraySize((long) header.width() * header.samples())];
    for (int blockRow = 0; blockRow < grid.down(); blockRow++) {
      band.read(blockRow);
      for (int y = 0; y < grid.usedRows(blockRow, header.height()); y++) {
        band.row(y, row);
        colors.write(row, out);
      }
    }
  }
}
