package io.millrace.spark.feed;

import io.millrace.decode.TensorBytes;
import io.millrace.feed.FeedBatch;
import io.millrace.item.HostBatch;
import io.millrace.item.HostTensor;
import io.millrace.item.ItemField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.sql.Row;

/**
 * Maps rows that have their pictures with them: id, then the picture as safetensors or NPZ of one
 * tensor, 3 x height x width. Neighbours of one type and size make a batch; rows without a picture
 * are left out.
 */
final class StackedRows implements Iterator<Row> {
  private final Iterator<Row> rows;
  private final CalledFunction function;
  private final List<Picture> next = new ArrayList<>();
  private Iterator<Row> results = Collections.emptyIterator();
  private int step;

  private record Picture(String id, HostTensor tensor) {
    private boolean isLike(Picture other) {
      return tensor.toString().equals(other.tensor.toString());
    }
  }

  StackedRows(Iterator<Row> rows, CalledFunction function) {
    this.rows = rows;
    this.function = function;
  }

  @Override
  public boolean hasNext() {
    while (!results.hasNext() && (rows.hasNext() || !next.isEmpty())) {
      if (TaskContext.get().isInterrupted()) {
        throw new TaskKilledException();
      }

      results = batch();
    }

    return results.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException("Cannot give another row: the task has ended");
    }

    return results.next();
  }

  /** The rows up to the first that is unlike them, which waits for the next call. */
  private Iterator<Row> batch() {
    int most = function.call().loading().batchSize();
    List<Picture> pictures = new ArrayList<>(next);
    next.clear();
    while (pictures.size() < most && next.isEmpty() && rows.hasNext()) {
      Row row = rows.next();
      if (!row.isNullAt(1)) {
        Picture picture = new Picture(row.getString(0), decode(row));
        boolean fits = pictures.isEmpty() || picture.isLike(pictures.get(0));
        (fits ? pictures : next).add(picture);
      }
    }

    return pictures.isEmpty() ? Collections.emptyIterator() : apply(pictures);
  }

  private Iterator<Row> apply(List<Picture> pictures) {
    HostTensor first = pictures.get(0).tensor;
    long[] shape =
        LongStream.concat(LongStream.of(pictures.size()), LongStream.of(first.shape())).toArray();
    HostTensor all = HostTensor.zeros(first.type(), shape);
    for (int i = 0; i < pictures.size(); i++) {
      all.slice(i).data().put(pictures.get(i).tensor.data());
    }

    HostBatch host =
        new HostBatch(
            Map.of(ItemField.IMAGE, all),
            Map.of(ItemField.SAMPLE_ID, pictures.stream().map(Picture::id).toList()));
    FeedBatch.Place place = new FeedBatch.Place(0, step++);
    FeedBatch.Flags flags = FeedBatch.Flags.allValid(pictures.size());
    try (FeedBatch batch = new FeedBatch(place, host, flags, () -> {})) {
      return function.rows(batch).iterator();
    }
  }

  private static HostTensor decode(Row row) {
    try {
      HostTensor picture = TensorBytes.only(row.getAs(1));
      if (picture.rank() == ItemField.IMAGE.axes()) {
        return picture;
      }

      throw new IOException("it is " + picture);
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot map sample %s: its picture is no safetensors or NPZ of one tensor of 3 axes: %s (give the column of tensors(...), or encode one sample without a batch axis)"
              .formatted(row.getString(0), e.getMessage()),
          e);
    }
  }
}
