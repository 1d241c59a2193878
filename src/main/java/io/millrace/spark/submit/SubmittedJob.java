package io.millrace.spark.submit;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A run that was submitted, and how long its ends are believed to be late.
 *
 * @param run its name; empty for any
 * @param patience how long its result may appear after its driver has ended, and how often a master
 *     may be away
 * @param news is told what happens, a line each time
 */
public record SubmittedJob(String run, Duration patience, Consumer<String> news) {
  private static final long PAUSE_MILLIS = 300;

  public SubmittedJob {
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(patience, "patience");
    Objects.requireNonNull(news, "news");
  }

  /** Whoever knows how the driver of the job is. */
  @FunctionalInterface
  public interface Driver {
    /** How it is now. */
    DriverStatus status() throws IOException;
  }

  /**
   * Waits until the driver has ended.
   *
   * @throws IOException if nobody can say how it is for longer than the patience
   */
  public DriverStatus await(Driver driver) throws IOException, InterruptedException {
    String told = "";
    Instant asked = Instant.now();
    while (true) {
      try {
        DriverStatus status = driver.status();
        asked = Instant.now();
        if (!status.text().equals(told)) {
          told = status.text();
          news.accept(told);
        }

        if (status.state().isLast()) {
          return status;
        }
      } catch (IOException e) {
        if (isOver(asked)) {
          throw new IOException(
              e.getMessage() + " (the job may go on: wait again, or look at the master's page)", e);
        }
      }

      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private boolean isOver(Instant since) {
    return Duration.between(since, Instant.now()).compareTo(patience) > 0;
  }

  /**
   * Waits for its result.
   *
   * @throws IOException if there is none within the patience, or one of another run only
   */
  public RunResult await(ResultFile file) throws IOException, InterruptedException {
    Instant begun = Instant.now();
    while (true) {
      String why = "it holds none of this run";
      try {
        Optional<RunResult> result = file.read();
        if (result.isPresent() && isOurs(result.get())) {
          return result.get();
        }
      } catch (IOException e) {
        why = e.getMessage();
      }

      if (isOver(begun)) {
        throw new IOException("Missing result at " + file + ": " + why);
      }

      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private boolean isOurs(RunResult result) {
    return run.isEmpty() || result.start().run().equals(run);
  }
}
