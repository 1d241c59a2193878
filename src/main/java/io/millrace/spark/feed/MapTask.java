package io.millrace.spark.feed;

import io.millrace.batch.BatchStream;
import io.millrace.batch.Dataloader;
import io.millrace.batch.ImageBatch;
import io.millrace.batch.LoaderInput;
import io.millrace.batch.LoaderOptions;
import io.millrace.batch.RowReader;
import io.millrace.batch.RunOrder;
import io.millrace.feed.FeedBatch;
import io.millrace.item.BatchLayout;
import io.millrace.sample.Finding;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task of {@code mapBatches}: decodes ahead with its own threads, calls the function, gives rows.
 * All that it holds goes back when its last row is given, or when the task ends.
 */
final class MapTask implements Iterator<Row>, AutoCloseable {
  /** For pictures of unknown size: a picture of 16 megapixels as float32, and its mask. */
  private static final long UNKNOWN_BYTES = 208L << 20;

  /** Two batches decoded ahead beside the one in use. */
  private static final int BATCHES = 3;

  private static final Logger LOG = LoggerFactory.getLogger(MapTask.class);

  private final MapCall call;
  private final TaskContext task = TaskContext.get();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private CalledFunction function;
  private BatchStream<ImageBatch> batches;
  private Iterator<Row> rows = java.util.Collections.emptyIterator();
  private int step;

  private MapTask(MapCall call) {
    this.call = call;
  }

  static Iterator<Row> run(MapCall call, TaskRows rows) {
    MapTask run = new MapTask(call);
    run.task.addTaskCompletionListener((TaskCompletionListener) ended -> run.close());
    run.begin(rows);
    return run;
  }

  private void begin(TaskRows from) {
    Optional<BatchLayout> layout = from.layout();
    int rowsABatch = layout.isPresent() ? call.loading().batchSize() : 1;
    long ahead = layout.map(it -> BATCHES * it.rowBytes() * rowsABatch).orElse(UNKNOWN_BYTES);
    open.push(ByteBudget.executor().reserve(from.readingBytes(rowsABatch) + ahead));
    function = CalledFunction.open(call, task);
    open.push(function);
    RowReader reader = from.open();
    open.push(reader);
    int threads = Math.min(call.loading().numWorkers(), task.cpus());
    Dataloader<ImageBatch> loader =
        new Dataloader<>(
            new LoaderInput(reader, new RunOrder(from.range(reader), rowsABatch)),
            new LoaderOptions(rowsABatch, threads, ahead, call.loading().onBadSample()),
            ImageBatch::of);
    open.pop(); // the loader closes it
    open.push(() -> close(loader));
    open.push(Meters.executor().open(loader));
    batches = loader.iterator();
  }

  @Override
  public boolean hasNext() {
    while (!rows.hasNext() && batches != null) {
      refuseKilled();
      if (batches.hasNext()) {
        rows = apply(batches.next());
      } else {
        close();
      }
    }

    return rows.hasNext();
  }

  /** Spark does not interrupt a task that it has given up: it only sets a flag. */
  private void refuseKilled() {
    if (task.isInterrupted()) {
      throw new TaskKilledException();
    }
  }

  private Iterator<Row> apply(ImageBatch images) {
    FeedBatch.Flags flags = FeedBatch.Flags.allValid(images.size());
    FeedBatch.Place place = new FeedBatch.Place(0, step++);
    try (FeedBatch batch = new FeedBatch(place, images.host(), flags, images::close)) {
      return function.rows(batch).iterator();
    }
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException("Cannot give another row: the task has ended");
    }

    return rows.next();
  }

  private void close(Dataloader<ImageBatch> loader) {
    for (Finding finding : loader.quarantined()) {
      LOG.warn("mapBatches leaves out a sample: {}", finding.sentence());
      call.loading().bad().add(1);
    }

    loader.close();
  }

  /** A second call does nothing. */
  @Override
  public void close() {
    batches = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) { // the others are closed all the same
        LOG.warn("Cannot close what a task of mapBatches has opened", e);
      }
    }
  }
}
