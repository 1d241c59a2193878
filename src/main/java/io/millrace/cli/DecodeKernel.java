package io.millrace.cli;

import io.millrace.decode.ColorMode;
import io.millrace.decode.Decoding;
import io.millrace.decode.ImageDecoder;
import io.millrace.item.BatchLayout;
import io.millrace.item.Precision;
import io.millrace.item.RowSink;
import io.millrace.item.Size;
import io.millrace.item.Slots;
import io.millrace.item.TensorSink;
import io.millrace.random.Draws;
import io.millrace.sample.Field;
import io.millrace.sample.Task;
import io.millrace.transform.Compose;
import io.millrace.transform.Levels;
import io.millrace.transform.Normalize;
import io.millrace.transform.Resize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Decodes files in memory, and nothing else: the roof of every loader. For one thread. */
final class DecodeKernel {
  private static final Size SIZE = new Size(256, 256);
  private static final BatchLayout LAYOUT =
      new BatchLayout(SIZE, Precision.FLOAT32, Task.SEGMENTATION);
  private static final int ROWS = 32;

  /** What loaders make of pictures here. */
  static final Compose TRANSFORMS =
      Compose.of(Resize.exact(SIZE.height(), SIZE.width()), Normalize.IMAGENET);

  private final ImageDecoder decoder = new ImageDecoder(Decoding.best());
  private final Slots batch =
      new Slots(LAYOUT, ROWS, ByteBuffer.allocateDirect((int) LAYOUT.batchBytes(ROWS)));
  private final Pictures pictures;

  DecodeKernel(Pictures pictures) {
    this.pictures = pictures;
  }

  /**
   * Files of one kind.
   *
   * @param field IMAGE, to be read as RGB, or MASK, as grey
   */
  record Pictures(String kind, Field field, List<byte[]> files) {
    Pictures {
      files = List.copyOf(files);
    }

    int count() {
      return files.size();
    }

    Rounds.Extent extent() {
      return new Rounds.Extent(count(), files.stream().mapToLong(file -> file.length).sum());
    }

    ColorMode mode() {
      return field == Field.MASK ? ColorMode.GRAY : ColorMode.RGB;
    }
  }

  /** Decodes each file to rows that nobody wants. */
  void decode() throws IOException {
    for (byte[] file : pictures.files()) {
      decoder.decode(file, pictures.mode(), new Nowhere());
    }
  }

  /** Brings each file to a batch. */
  void tensors() throws IOException {
    for (int i = 0; i < pictures.count(); i++) {
      tensor(i);
    }
  }

  /**
   * Decodes and resizes a file, in turn, into its row of a batch: a picture to normalised float32
   * of 3 x 256 x 256, a mask to 0 and 1.
   */
  void tensor(int number) throws IOException {
    Field field = pictures.field();
    int row = number % ROWS;
    TensorSink sink = field == Field.MASK ? batch.mask(row) : batch.image(row);
    RowSink rows = TRANSFORMS.rows(field, new Draws(0, 0, number), Levels.MULTIPLIED, any -> sink);
    decoder.decode(pictures.files().get(number % pictures.count()), pictures.mode(), rows);
  }

  /** Takes rows and forgets them. */
  private static final class Nowhere implements RowSink {
    @Override
    public void begin(int width, int height, int channels) {}

    @Override
    public void row(int y, byte[] pixels, int offset) {}
  }
}
