package io.millrace.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How often work is repeated: rounds that warm up the JVM, then rounds that count. */
final class Rounds {
  /** A pass that the clock did not see. */
  private static final double SHORTEST = 1e-6;

  @Option(names = "--rounds", defaultValue = "7", description = "Rounds that count.")
  private int rounds;

  @Option(
      names = "--warm-up",
      defaultValue = "4",
      description = "Seconds of the same work before them: the JVM compiles it.")
  private double warmUp;

  @Option(
      names = "--round-seconds",
      defaultValue = "0.6",
      description = "Least CPU time of a round: the clock has ticks of 10 ms.")
  private double least;

  /** Work over a set of pictures, each of them once. */
  interface Pass {
    void run() throws IOException;
  }

  /** What a pass goes through. */
  record Extent(long images, long bytes) {}

  int count() {
    return rounds;
  }

  /** Warms up; gives how many passes make a round. */
  int passes(Pass pass) throws IOException {
    Stopwatch all = Stopwatch.start();
    double last;
    do {
      Stopwatch one = Stopwatch.start();
      pass.run();
      last = one.seconds();
    } while (all.seconds() < warmUp);

    return passes(last);
  }

  /** How many passes of that length make a round. */
  int passes(double seconds) {
    return (int) Math.max(1, Math.ceil(least / Math.max(seconds, SHORTEST)));
  }

  /** One round of passes over pictures of so many bytes. */
  static Effort round(Pass pass, int passes, Extent each) throws IOException {
    Meter meter = Meter.start();
    for (int i = 0; i < passes; i++) {
      pass.run();
    }

    return meter.stop(passes * each.images(), passes * each.bytes());
  }

  /** All rounds that count. */
  List<Effort> of(Pass pass, Extent each) throws IOException {
    int passes = passes(pass);
    List<Effort> efforts = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      efforts.add(round(pass, passes, each));
    }

    return efforts;
  }
}
