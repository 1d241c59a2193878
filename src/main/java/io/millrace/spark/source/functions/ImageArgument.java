package io.millrace.spark.source.functions;

import io.millrace.decode.ColorMode;
import io.millrace.decode.Decoding;
import io.millrace.decode.ImageDecoder;
import io.millrace.decode.TensorBytes;
import io.millrace.item.HostTensor;
import io.millrace.item.Precision;
import io.millrace.item.RowSink;
import io.millrace.item.Size;
import io.millrace.item.TensorSink;
import io.millrace.random.Draws;
import io.millrace.sample.Field;
import io.millrace.transform.Compose;
import io.millrace.transform.Levels;
import io.millrace.transform.Resize;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.UnaryOperator;

/**
 * Reads the pictures that functions are given: the bytes of a file, or safetensors or NPZ of one
 * picture, 3 x height x width, uint8 or float32 in [0, 1].
 */
record ImageArgument(Decoding decoding) implements Serializable {
  private static final Draws NONE = new Draws(0, 0, 0);

  /** Gives the pixels as RGB, row by row. */
  void rows(byte[] bytes, RowSink sink) throws IOException {
    if (TensorBytes.holds(bytes)) {
      TensorPicture.read(bytes).rows(sink);
    } else {
      new ImageDecoder(decoding).decode(bytes, ColorMode.RGB, sink);
    }
  }

  /** The picture, 3 x height x width, brought to the size that is made of its own. */
  HostTensor tensor(byte[] bytes, Precision precision, UnaryOperator<Size> resized)
      throws IOException {
    if (TensorBytes.holds(bytes)) {
      TensorPicture picture = TensorPicture.read(bytes);
      Size size = resized.apply(picture.size());
      TensorSink target = TensorSink.picture(size, precision);
      picture.planes(resize(size).planes(picture.size(), Field.IMAGE, NONE, target));
      return target.tensor();
    }

    Resizing sink = new Resizing(precision, resized);
    new ImageDecoder(decoding).decode(bytes, ColorMode.RGB, sink);
    return sink.target.tensor();
  }

  private static Compose resize(Size size) {
    return Compose.of(Resize.exact(size.height(), size.width()));
  }

  /** Resizes rows as they come, once the picture's size is known. */
  private static final class Resizing implements RowSink {
    private final Precision precision;
    private final UnaryOperator<Size> resized;
    private TensorSink target;
    private RowSink rows;

    private Resizing(Precision precision, UnaryOperator<Size> resized) {
      this.precision = precision;
      this.resized = resized;
    }

    @Override
    public void begin(int width, int height, int channels) {
      Size size = resized.apply(new Size(height, width));
      target = TensorSink.picture(size, precision);
      rows = resize(size).rows(Field.IMAGE, NONE, Levels.MULTIPLIED, any -> target);
      rows.begin(width, height, channels);
    }

    @Override
    public void row(int y, byte[] pixels, int offset) {
      rows.row(y, pixels, offset);
    }
  }
}
