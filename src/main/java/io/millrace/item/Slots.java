package io.millrace.item;

import io.millrace.sample.Sample;
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
  private final Map<ItemField, HostTensor> tensors = new EnumMap<>(ItemField.class);

  /**
   * Empty rows in the first {@code layout.batchBytes(rows)} bytes of {@code memory}, whatever they
   * hold.
   */
  public Slots(BatchLayout layout, int rows, ByteBuffer memory) {
    this.layout = layout;
    this.samples = new Sample[rows];
    int from = 0;
    for (Map.Entry<ItemField, BatchLayout.RowForm> entry : layout.forms().entrySet()) {
      BatchLayout.RowForm form = entry.getValue();
      int bytes = Math.toIntExact(form.bytes() * rows);
      ByteBuffer part = memory.slice(from, bytes);
      tensors.put(entry.getKey(), HostTensor.of(form.type(), form.rows(rows), part));
      from += Math.toIntExact(BatchLayout.aligned(bytes));
    }
  }

  /** Where the picture of row {@code i} goes. */
  public TensorSink image(int i) {
    return frame(i, 0);
  }

  /** Where frame {@code t} of the clip of row {@code i} goes. */
  public TensorSink frame(int i, int t) {
    return sink(ItemField.IMAGE, i, t, layout.precision());
  }

  /** Where the mask of row {@code i} goes; all of its rows must be written. */
  public TensorSink mask(int i) {
    return mask(i, 0);
  }

  /** Where the mask of target frame {@code t} of row {@code i} goes. */
  public TensorSink mask(int i, int t) {
    return sink(ItemField.GT_MASK, i, t, Precision.BINARY);
  }

  /** Where the depth map of row {@code i} goes. */
  public TensorSink depth(int i) {
    return sink(ItemField.DEPTH_MAP, i, 0, Precision.FLOAT32);
  }

  /** Where the mask of the readings of row {@code i} goes. */
  public TensorSink depthValid(int i) {
    return sink(ItemField.DEPTH_VALID, i, 0, Precision.BINARY);
  }

  private TensorSink sink(ItemField field, int i, int t, Precision precision) {
    HostTensor row = tensors.get(field).slice(i);
    return new TensorSink(row.rank() > field.axes() ? row.slice(t) : row, precision);
  }

  /** One row of a field as it is in the batch's memory. */
  public HostTensor row(ItemField field, int i) {
    return tensors.get(field).slice(i);
  }

  /** Makes the masks of row {@code i} all zero: a normal sample. */
  public void clearMask(int i) {
    clear(ItemField.GT_MASK, i);
  }

  private void clear(ItemField field, int i) {
    HostTensor row = row(field, i);
    new TensorSink(row, field == ItemField.IMAGE ? layout.precision() : precision(row)).clear();
  }

  private static Precision precision(HostTensor row) {
    return row.type() == DType.F32 ? Precision.FLOAT32 : Precision.BINARY;
  }

  /** Makes all of row {@code i} zero: a sample that cannot be read and keeps its place. */
  public void blank(int i, Sample sample) {
    tensors.keySet().forEach(field -> clear(field, i));
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

    Map<ItemField, HostTensor> numbers = new EnumMap<>(ItemField.class);
    tensors.forEach((field, tensor) -> numbers.put(field, tensor.head(filled.size())));
    SampleFields fields = new SampleFields(layout.contents(), filled);
    numbers.put(ItemField.GT_LABEL, fields.labels(numbers.get(ItemField.GT_MASK)));
    numbers.putAll(fields.frames());
    return new HostBatch(numbers, fields.texts());
  }

  private void move(int from, int to) {
    if (from != to) {
      tensors.values().forEach(all -> all.slice(to).data().put(all.slice(from).data()));
    }
  }
}
