package io.millrace.spark.profile;

import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import io.millrace.report.measure.Subject;
import io.millrace.report.measure.Tally;
import io.millrace.report.twins.Print;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Clips;
import io.millrace.sample.Finding;
import io.millrace.spark.rows.SampleRows;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** One partition while it is measured; a bad sample is a finding and never the end. */
final class Measuring implements Iterator<Row> {
  /** Pictures up to that size show what the pipeline does: all of it is in memory as floats. */
  private static final long STEP_PIXELS = 1L << 24;

  private final MeasureSamples how;
  private final Clips clips;
  private final PipelineSteps pipeline;
  private final Iterator<Row> rows;
  private final ItemReader reader;
  private final Tally tally = new Tally();
  private final Queue<Row> ready = new ArrayDeque<>();
  private boolean ended;

  Measuring(MeasureSamples how, ItemReader reader) {
    this.how = how;
    this.clips = how.training().contents().clips();
    this.pipeline = new PipelineSteps(how.training());
    this.rows = reader.rows();
    this.reader = reader;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && rows.hasNext()) {
      Row row = rows.next();
      measure(row).ifPresent(print -> ready.add(RowFactory.create(row, print.bytes(), null)));
      how.measured().add(1);
    }

    if (ready.isEmpty() && !ended) {
      ended = true;
      ready.add(RowFactory.create(null, null, tally.bytes()));
    }

    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }

    return ready.remove();
  }

  private Optional<Print> measure(Row row) {
    Subject subject = how.subject(row);
    tally.count(subject);
    if (!SampleRows.isBad(row)) {
      return whole(row, subject);
    }

    // a video that could not be cut has no frames; what is wrong the listing says
    return clips.exist() ? Optional.empty() : pictureOf(row, subject, SampleRows.found(row));
  }

  private Optional<Print> whole(Row row, Subject subject) {
    try {
      ImageItem item = reader.read(row);
      steps(subject, item.image());
      return Optional.of(tally.measure(subject, item, clips));
    } catch (BadSampleException e) {
      tally.add(e.finding());
      boolean ofPicture = e.finding().path().equals(subject.sample().image().path());
      return ofPicture ? Optional.empty() : pictureOf(row, subject, e.finding());
    }
  }

  private Optional<Print> pictureOf(Row row, Subject subject, Finding known) {
    try {
      return Optional.of(tally.measureBad(subject, reader.picture(row), known, clips));
    } catch (BadSampleException e) {
      if (!known.equals(e.finding())) {
        tally.add(e.finding());
      }

      return Optional.empty();
    }
  }

  private void steps(Subject subject, HostTensor image) {
    HostTensor picture = image.rank() == 3 ? image : image.slice(0);
    if ((long) picture.axis(1) * picture.axis(2) <= STEP_PIXELS) {
      tally.steps(subject, () -> pipeline.of(subject.sample().id(), picture));
    }
  }
}
