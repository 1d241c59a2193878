package io.millrace.decode.video;

import io.millrace.item.RowSink;
import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;

/**
 * Frames to RGB rows by swscale, unscaled, with the flags of PyAV's {@code to_ndarray("rgb24")}. It
 * never resizes: swscale's results are far from torchvision's.
 */
final class RgbRows implements AutoCloseable {
  private static final int CHANNELS = 3;

  private final SwsContext scaler;
  private final AVFrame rgb;
  private ByteBuffer pixels = ByteBuffer.allocate(0);
  private byte[] row = new byte[0];

  RgbRows() throws UnreadableException {
    this.scaler = Ffmpeg.made(swscale.sws_alloc_context());
    this.rgb = Ffmpeg.made(avutil.av_frame_alloc());
    scaler.flags(swscale.SWS_BILINEAR);
    scaler.threads(1);
  }

  void write(AVFrame frame, RowSink sink) throws UnreadableException {
    convert(frame);
    int width = rgb.width();
    int stride = rgb.linesize(0);
    sink.begin(width, rgb.height(), CHANNELS);
    for (int y = 0; y < rgb.height(); y++) {
      pixels.get(y * stride, row, 0, width * CHANNELS);
      sink.row(y, row, 0);
    }
  }

  private void convert(AVFrame frame) throws UnreadableException {
    if (frame.width() != rgb.width() || frame.height() != rgb.height()) {
      allocate(frame.width(), frame.height());
    }

    rgb.flags(frame.flags());
    rgb.colorspace(frame.colorspace());
    rgb.color_range(frame.color_range());
    rgb.chroma_location(frame.chroma_location());
    // swscale refuses curves that it does not know, though it would not apply them
    frame.color_trc(avutil.AVCOL_TRC_UNSPECIFIED);
    frame.color_primaries(avutil.AVCOL_PRI_UNSPECIFIED);
    rgb.color_trc(avutil.AVCOL_TRC_UNSPECIFIED);
    rgb.color_primaries(avutil.AVCOL_PRI_UNSPECIFIED);
    int code = swscale.sws_scale_frame(scaler, rgb, frame);
    if (code < 0) {
      throw Ffmpeg.corrupt("convert a frame to RGB", code);
    }
  }

  private void allocate(int width, int height) throws UnreadableException {
    avutil.av_frame_unref(rgb);
    rgb.width(width);
    rgb.height(height);
    rgb.format(avutil.AV_PIX_FMT_RGB24);
    int code = avutil.av_frame_get_buffer(rgb, 0);
    if (code < 0) {
      // the next call must not find a size without pixels
      avutil.av_frame_unref(rgb);
      throw Ffmpeg.corrupt("allocate a frame of %d x %d".formatted(width, height), code);
    }

    pixels = rgb.data(0).capacity((long) rgb.linesize(0) * height).asByteBuffer();
    row = new byte[width * CHANNELS];
  }

  @Override
  public void close() {
    avutil.av_frame_free(rgb);
    swscale.sws_freeContext(scaler);
  }
}
