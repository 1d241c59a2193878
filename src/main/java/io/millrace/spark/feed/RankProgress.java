package io.millrace.spark.feed;

import io.millrace.batch.Dataloader;
import io.millrace.batch.LoaderFigures;
import io.millrace.feed.Phase;
import io.millrace.feed.RankFigures;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one rank does, counted and told to the driver with the heartbeats. */
final class RankProgress {
  /** Bad samples that are told at most: more end the job long before. */
  private static final int TOLD = 1000;

  private final Statuses statuses;
  private final RankStatus.Seat seat;
  private final int maxBad;
  private final Map<String, Finding> bad = new TreeMap<>();
  private final Map<String, Double> shown = new TreeMap<>();
  private final List<Dataloader<?>> open = new ArrayList<>();
  private long phaseSince = System.nanoTime();
  private LoaderFigures.Times closed = LoaderFigures.Times.NONE;
  private Phase phase = Phase.START;
  private long epoch;
  private long globalStep;
  private long moves;
  private long steps;
  private long samples;
  private long began;
  private long waited;

  RankProgress(Statuses statuses, RankStatus.Seat seat, int maxBad) {
    this.statuses = statuses;
    this.seat = seat;
    this.maxBad = maxBad;
    tell();
  }

  /** The program is at something else now; whoever ticks tells of it. */
  synchronized void phase(Phase next) {
    count(System.nanoTime());
    phase = next;
    moves++;
  }

  private void count(long now) {
    switch (phase) {
      case COPY -> Meters.executor().add(Meter.COPY_TIME, now - phaseSince);
      case STEP -> Meters.executor().add(Meter.STEP_TIME, now - phaseSince);
      case START, WAIT, DECODE, CHECKPOINT, END -> {}
    }
    phaseSince = now;
  }

  /** A loader is open; gives what closes it. */
  synchronized Runnable opened(Dataloader<?> loader) {
    open.add(loader);
    Meters.Metered metered = Meters.executor().open(loader);
    return () -> {
      loader.close();
      closed(loader);
      metered.close();
    };
  }

  private synchronized void closed(Dataloader<?> loader) {
    open.remove(loader);
    closed = closed.plus(loader.figures().times());
  }

  /** Which rank it is, and where. */
  RankStatus.Seat seat() {
    return seat;
  }

  /** The program waits for its next batch; gives the time. */
  synchronized long waits() {
    long now = System.nanoTime();
    began = began == 0 ? now : began;
    phase(Phase.WAIT);
    return now;
  }

  /** It has got one of so many rows. */
  synchronized void got(int rows, long since) {
    waited += System.nanoTime() - since;
    samples += rows;
    phase(Phase.STEP);
  }

  /** Training stands there, and has made a step more. */
  synchronized void trains(long atEpoch, long atStep) {
    epoch = atEpoch;
    globalStep = atStep;
    steps++;
    Meters.executor().step(seat.rank(), atStep);
  }

  synchronized void show(String name, double value) {
    shown.put(name, value);
    moves++;
  }

  /**
   * Notes bad samples; each counts once.
   *
   * @throws BadSampleException with the list if there are too many
   */
  synchronized void bad(List<Finding> findings) {
    findings.forEach(finding -> bad.put(finding.sampleId(), finding));
    if (bad.size() > maxBad) {
      throw TooManyBad.of(bad(), maxBad);
    }
  }

  synchronized List<Finding> bad() {
    return new ArrayList<>(bad.values());
  }

  /** The figures so far. */
  synchronized RankFigures figures() {
    double seconds = began == 0 ? 0 : (System.nanoTime() - began) / 1e9;
    LoaderFigures.Times times = closed;
    for (Dataloader<?> loader : open) {
      times = times.plus(loader.figures().times());
    }

    return new RankFigures(
        steps, samples, seconds, waited / 1e9, times.reading() / 1e9, times.decoding() / 1e9);
  }

  private String working() {
    return open.stream().flatMap(loader -> loader.working().stream()).findFirst().orElse("");
  }

  /** Tells where it stands, a new file too. */
  synchronized void tell() {
    String file = phase == Phase.WAIT ? working() : "";
    Phase now = file.isEmpty() ? phase : Phase.DECODE;
    statuses.add(
        new RankStatus(
            seat,
            new RankStatus.Stand(now, file, epoch, globalStep, moves),
            figures(),
            shown,
            bad.values().stream().limit(TOLD).toList()));
  }
}
