package io.millrace.decode;

import io.millrace.item.PlaneSink;
import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;

/**
 * The first page of a TIFF or BigTIFF as numbers, as tifffile gives them: whatever colours they
 * might stand for, and however the page is turned.
 */
final class DepthTiff implements DepthMap {
  private final TiffHeader header;
  private final SampleType type;
  private final TiffGrid grid;
  private final TiffBlocks blocks;

  DepthTiff(byte[] bytes) throws UnreadableException {
    this.header = new TiffHeader(new TiffTags(bytes));
    this.type = type(header);
    checkKind(header);
    this.grid = TiffGrid.of(header);
    this.blocks = new TiffBlocks(bytes, header, grid);
  }

  /** By sample format and bits. */
  private static SampleType type(TiffHeader header) throws UnreadableException {
    return switch (header.format() * 100 + header.bits()) {
      case 108 -> SampleType.UINT8;
      case 116 -> SampleType.UINT16;
      case 132 -> SampleType.UINT32;
      case 208 -> SampleType.INT8;
      case 216 -> SampleType.INT16;
      case 232 -> SampleType.INT32;
      case 264 -> SampleType.INT64;
      case 316 -> SampleType.FLOAT16;
      case 332 -> SampleType.FLOAT32;
      case 364 -> SampleType.FLOAT64;
      default ->
          throw Broken.unsupported(
              "is a TIFF with samples of %d bits and format %d, which no depth map is read from"
                  .formatted(header.bits(), header.format()));
    };
  }

  private static void checkKind(TiffHeader header) throws UnreadableException {
    if (header.samples() != 1 && header.samples() != 3) {
      throw Broken.unsupported(
          "is a TIFF of %d samples a pixel (a depth map has 1 or 3)".formatted(header.samples()));
    }

    switch (header.compression()) {
      case TiffBlocks.NONE,
          TiffBlocks.LZW,
          TiffBlocks.DEFLATE,
          TiffBlocks.OLD_DEFLATE,
          TiffBlocks.PACK_BITS -> {}
      default -> throw TiffBlocks.unsupported(header.compression());
    }
  }

  @Override
  public DepthInfo info() {
    return new DepthInfo("TIFF", header.width(), header.height(), header.samples(), type.text());
  }

  @Override
  public void check(Limits limits) throws UnreadableException {
    DepthMap.super.check(limits);
    long band = (long) grid.across() * grid.width();
    if (band > limits.maxPixels() / grid.height()) {
      throw new UnreadableException(
          Reason.TOO_LARGE,
          "is a TIFF with tiles of %d x %d, a row of which has more than %d pixels"
              .formatted(grid.width(), grid.height(), limits.maxPixels()));
    }
  }

  @Override
  public void write(PlaneSink sink) throws UnreadableException {
    int planes = header.planar() ? header.samples() : 1;
    DepthRows rows = new DepthRows(sink, type, header.width(), header.samples() / planes);
    for (int plane = 0; plane < planes; plane++) {
      for (int blockRow = 0; blockRow < grid.down(); blockRow++) {
        writeBand(rows, plane, blockRow);
      }
    }
  }

  private void writeBand(DepthRows rows, int plane, int blockRow) throws UnreadableException {
    int stored = grid.storedRows(blockRow, header.height());
    ByteBuffer[] band = new ByteBuffer[grid.across()];
    for (int column = 0; column < band.length; column++) {
      band[column] = blocks.view(grid.index(plane, blockRow, column), stored);
    }

    int stride = (int) header.rowBytes(grid.width());
    for (int y = 0; y < grid.usedRows(blockRow, header.height()); y++) {
      for (int column = 0; column < band.length; column++) {
        int x = column * grid.width();
        int pixels = Math.min(grid.width(), header.width() - x);
        rows.take(band[column].position(y * stride), x, pixels);
      }
      rows.finish(plane, blockRow * grid.height() + y);
    }
  }
}
