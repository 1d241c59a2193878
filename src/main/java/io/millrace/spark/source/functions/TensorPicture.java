package io.millrace.spark.source.functions;

import io.millrace.decode.TensorBytes;
import io.millrace.item.DType;
import io.millrace.item.HostTensor;
import io.millrace.item.PlaneSink;
import io.millrace.item.Precision;
import io.millrace.item.RowSink;
import io.millrace.item.Size;
import io.millrace.item.TensorSink;
import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import io.millrace.transform.Levels;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A picture as a tensor, 3 x height x width, uint8 or float32 in [0, 1]. */
record TensorPicture(HostTensor tensor) {
  private static final int CHANNELS = 3;

  static TensorPicture read(byte[] bytes) throws IOException {
    return of(TensorBytes.only(bytes));
  }

  static TensorPicture of(HostTensor tensor) throws UnreadableException {
    boolean numbers = tensor.type() == DType.U8 || tensor.type() == DType.F32;
    boolean axes = tensor.rank() == 3 && tensor.axis(0) == CHANNELS;
    if (!numbers || !axes || tensor.axis(1) == 0 || tensor.axis(2) == 0) {
      throw new UnreadableException(
          Reason.UNSUPPORTED_FORMAT,
          "is the tensor " + tensor + ", no picture (U8 or F32, 3 x height x width)");
    }

    return new TensorPicture(tensor);
  }

  Size size() {
    return new Size(tensor.axis(1), tensor.axis(2));
  }

  /** Gives its rows as numbers in [0, 1]. */
  void planes(PlaneSink sink) {
    ByteBuffer data = tensor.data();
    float[] row = new float[size().width()];
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int y = 0; y < size().height(); y++) {
        for (int x = 0; x < row.length; x++) {
          row[x] =
              tensor.type() == DType.F32
                  ? data.getFloat()
                  : Levels.MULTIPLIED.value(data.get() & 0xFF);
        }

        sink.row(channel, y, row);
      }
    }
  }

  /** Gives its rows as bytes, RGBRGB. */
  void rows(RowSink sink) {
    Size size = size();
    ByteBuffer levels = levels().data();
    int plane = size.height() * size.width();
    byte[] row = new byte[CHANNELS * size.width()];
    sink.begin(size.width(), size.height(), CHANNELS);
    for (int y = 0; y < size.height(); y++) {
      for (int i = 0; i < row.length; i++) {
        row[i] = levels.get(i % CHANNELS * plane + y * size.width() + i / CHANNELS);
      }

      sink.row(y, row, 0);
    }
  }

  private HostTensor levels() {
    if (tensor.type() == DType.U8) {
      return tensor;
    }

    TensorSink rounded = TensorSink.picture(size(), Precision.UINT8);
    planes(rounded);
    return rounded.tensor();
  }
}
