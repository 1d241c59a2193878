package io.millrace.item;

import io.millrace.sample.Field;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.sample.Task;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A batch under construction: picture <i>i</i> is decoded straight into row <i>i</i> of one direct
 * buffer, which the caller owns. Threads may write different rows at the same time; {@link #finish}
 * is called once, after all of them.
 */
public final class Slots {
  private final BatchLayout layout;
  private final Sample[] samples;
  private final HostTensor images;
  private final HostTensor masks;

  /**
   * Empty rows in the first {@code rows * layout.rowBytes()} bytes of {@code memory}, whatever they
   * hold.
   */
  public Slots(BatchLayout layout, int rows, ByteBuffer memory) {
    this.layout = layout;
    this.samples = new Sample[rows];
    int imageBytes = Math.toIntExact(rows * layout.imageBytes());
    int maskBytes = Math.toIntExact(rows * layout.maskBytes());
    int height = layout.size().height();
    int width = layout.size().width();
    this.images =
        HostTensor.of(
            layout.precision().type(),
            new long[] {rows, 3, height, width},
            memory.slice(0, imageBytes));
    this.masks =
        HostTensor.of(
            DType.U8,
            new long[] {maskBytes == 0 ? 0 : rows, height, width},
            memory.slice(imageBytes, maskBytes));
  }

  /** Where the picture of row {@code i} goes. */
  public TensorSink image(int i) {
    return new TensorSink(images.slice(i), layout.precision());
  }

  /** Where the mask of row {@code i} goes; all of its rows must be written. */
  public TensorSink mask(int i) {
    return new TensorSink(masks.slice(i), Precision.BINARY);
  }

  /** Makes the mask of row {@code i} all zero: a normal sample. */
  public void clearMask(int i) {
    mask(i).clear();
  }

  /** Makes all of row {@code i} zero: a sample that cannot be read and keeps its place. */
  public void blank(int i, Sample sample) {
    image(i).clear();
    if (layout.task() == Task.SEGMENTATION) {
      clearMask(i);
    }

    fill(i, sample);
  }

  /** Says that row {@code i} is complete; a row that is never filled is left out of the batch. */
  public void fill(int i, Sample sample) {
    samples[i] = sample;
  }

  /** Moves the filled rows together, in order. */
  public HostBatch finish() {
    List<Sample> filled = new ArrayList<>();
    for (int i = 0; i < samples.length; i++) {
      if (samples[i] != null) {
        move(i, filled.size());
        filled.add(samples[i]);
      }
    }

    return new HostBatch(tensors(filled), texts(filled));
  }

  private Map<ItemField, HostTensor> tensors(List<Sample> filled) {
    Map<ItemField, HostTensor> tensors = new EnumMap<>(ItemField.class);
    tensors.put(ItemField.IMAGE, images.head(filled.size()));
    ByteBuffer labels = ByteBuffer.allocateDirect(filled.size());
    filled.forEach(sample -> labels.put((byte) sample.labelIndex().index()));
    tensors.put(
        ItemField.GT_LABEL, HostTensor.of(DType.I8, new long[] {filled.size()}, labels.flip()));
    if (layout.task() == Task.SEGMENTATION) {
      tensors.put(ItemField.GT_MASK, masks.head(filled.size()));
    }

    return tensors;
  }

  private static Map<ItemField, List<String>> texts(List<Sample> filled) {
    Map<ItemField, List<String>> texts = new EnumMap<>(ItemField.class);
    texts.put(ItemField.IMAGE_PATH, filled.stream().map(s -> s.image().path()).toList());
    texts.put(ItemField.MASK_PATH, filled.stream().map(Slots::maskPath).toList());
    texts.put(ItemField.SAMPLE_ID, filled.stream().map(Sample::id).toList());
    return texts;
  }

  private static String maskPath(Sample sample) {
    return sample.source(Field.MASK).map(Source::path).orElse("");
  }

  private void move(int from, int to) {
    if (from == to) {
      return;
    }

    images.slice(to).data().put(images.slice(from).data());
    if (layout.task() == Task.SEGMENTATION) {
      masks.slice(to).data().put(masks.slice(from).data());
    }
  }
}
