package io.millrace.spark.feed;

import io.millrace.batch.BatchStream;
import io.millrace.batch.Dataloader;
import io.millrace.batch.ImageBatch;
import io.millrace.feed.FeedBatch;
import io.millrace.feed.FeedBatches;
import io.millrace.item.HostBatch;
import java.util.BitSet;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** The batches of a loader as a rank gets them; after the loader's last one, empty ones. */
final class LoaderBatches implements FeedBatches {
  private final Dataloader<ImageBatch> loader;
  private final BatchStream<ImageBatch> stream;
  private final Course course;
  private final Watch watch;
  private FeedBatch current;
  private int given;

  /**
   * Which batches they are.
   *
   * @param epoch from 0
   * @param first step of the epoch that the first of them is
   * @param steps how many there are, the empty ones too
   * @param repeats rows of a step, counted from the first of these, that have been before
   */
  record Course(long epoch, int first, int steps, IntFunction<BitSet> repeats) {}

  /**
   * Who sees them.
   *
   * @param check throws if the rank must stop
   * @param given is told of each step, counted from 1
   */
  record Watch(RankProgress progress, Runnable check, Consumer<Integer> given) {}

  LoaderBatches(Dataloader<ImageBatch> loader, Course course, Watch watch) {
    this.loader = loader;
    this.course = course;
    this.watch = watch;
    this.stream = loader.iterator();
  }

  @Override
  public int steps() {
    return course.steps;
  }

  @Override
  public boolean hasNext() {
    return given < course.steps;
  }

  @Override
  public FeedBatch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("Cannot give another batch: all have been given");
    }

    closeCurrent();
    watch.check.run();
    long since = watch.progress.waits();
    current = read();
    given++;
    watch.progress.got(current.size(), since);
    watch.given.accept(given);
    if (current.validRows() < current.size()) {
      watch.progress.bad(loader.quarantined());
    }

    return current;
  }

  private FeedBatch read() {
    FeedBatch.Place place = new FeedBatch.Place(course.epoch, course.first + given);
    if (!stream.hasNext()) {
      return new FeedBatch(place, HostBatch.EMPTY, FeedBatch.Flags.allValid(0), () -> {});
    }

    ImageBatch batch = stream.next();
    BitSet valid = new BitSet();
    valid.set(0, batch.size());
    valid.andNot(stream.bad());
    FeedBatch.Flags flags = new FeedBatch.Flags(valid, course.repeats.apply(given));
    return new FeedBatch(place, batch.host(), flags, batch::close);
  }

  private void closeCurrent() {
    if (current != null) {
      current.close();
    }
  }

  @Override
  public void close() {
    closeCurrent();
    stream.close();
  }
}
