package io.millrace.decode;

import io.millrace.item.PlaneSink;
import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;

/**
 * A numpy array as a depth map: H x W, H x W x C or C x H x W with C of 1 or 3. Where the first and
 * the last axis would both do, the last one counts the channels, as in the reference.
 */
final class DepthNpy implements DepthMap {
  private final byte[] bytes;
  private final NpyHeader header;
  private final SampleType type;
  private final int top;
  private final int step;
  private final int planes;

  DepthNpy(byte[] bytes) throws UnreadableException {
    this.bytes = bytes;
    this.header = NpyHeader.read(bytes);
    this.type = type(header.kind());
    boolean flat = header.shape().size() == 2;
    boolean last = header.shape().size() == 3 && isChannels(2);
    boolean first = header.shape().size() == 3 && isChannels(0);
    if (!flat && !last && !first) {
      throw Broken.unsupported(
          "is an .npy file of shape %s (a depth map is H x W, H x W x 3 or 3 x H x W)"
              .formatted(header.shapeText()));
    }

    this.top = flat || last ? 0 : 1;
    this.step = last ? header.axis(2) : 1;
    this.planes = flat || last ? 1 : header.axis(0);
  }

  private boolean isChannels(int axis) {
    return header.axis(axis) == 1 || header.axis(axis) == 3;
  }

  private static SampleType type(String kind) throws UnreadableException {
    return switch (kind) {
      case "u1" -> SampleType.UINT8;
      case "i1" -> SampleType.INT8;
      case "u2" -> SampleType.UINT16;
      case "i2" -> SampleType.INT16;
      case "u4" -> SampleType.UINT32;
      case "i4" -> SampleType.INT32;
      case "i8" -> SampleType.INT64;
      case "f2" -> SampleType.FLOAT16;
      case "f4" -> SampleType.FLOAT32;
      case "f8" -> SampleType.FLOAT64;
      default ->
          throw Broken.unsupported(
              "is an .npy file of dtype " + kind + ", which no depth map is read from");
    };
  }

  @Override
  public DepthInfo info() {
    int width = header.axis(top + 1);
    return new DepthInfo("NPY", width, header.axis(top), planes * step, type.text());
  }

  @Override
  public void write(PlaneSink sink) throws UnreadableException {
    ByteBuffer data = header.data(bytes, type.bytes());
    DepthInfo info = info();
    DepthRows rows = new DepthRows(sink, type, info.width(), step);
    int stride = info.width() * step * type.bytes();
    for (int plane = 0; plane < planes; plane++) {
      for (int y = 0; y < info.height(); y++) {
        rows.take(data, 0, info.width());
        data.position(data.position() + stride);
        rows.finish(plane, y);
      }
    }
  }
}
