package io.millrace.decode;

import io.millrace.item.PlaneSink;
import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;

/** A grey PNG of 8 or 16 bits as numbers: 16 bits keep their value. */
final class DepthPng implements DepthMap {
  private final PngPicture picture;
  private final SampleType type;

  DepthPng(byte[] bytes) throws UnreadableException {
    this.picture = new PngPicture(bytes);
    PngHeader header = picture.header();
    if (header.color() != 0 || header.bits() < 8) {
      throw Broken.unsupported(
          "is a PNG of colour type %d with %d bits a sample (a depth map is grey, 8 or 16 bits)"
              .formatted(header.color(), header.bits()));
    }

    this.type = header.bits() == 8 ? SampleType.UINT8 : SampleType.UINT16;
  }

  @Override
  public DepthInfo info() {
    PngHeader header = picture.header();
    return new DepthInfo("PNG", header.width(), header.height(), 1, type.text());
  }

  @Override
  public void write(PlaneSink sink) throws UnreadableException {
    int width = picture.header().width();
    picture.write(palette -> new Lines(new DepthRows(sink, type, width, 1), width));
  }

  /** Counts the rows. */
  private static final class Lines implements PngLines {
    private final DepthRows rows;
    private final int width;
    private int y;

    Lines(DepthRows rows, int width) {
      this.rows = rows;
      this.width = width;
    }

    @Override
    public void write(byte[] line, int offset) {
      rows.take(ByteBuffer.wrap(line).position(offset), 0, width);
      rows.finish(0, y++);
    }
  }
}
