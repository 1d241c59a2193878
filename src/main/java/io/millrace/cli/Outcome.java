package io.millrace.cli;

import io.millrace.spark.hadoop.WholeFile;
import io.millrace.spark.submit.ResultFile;
import io.millrace.spark.submit.RunResult;
import io.millrace.spark.submit.RunStart;
import java.io.IOException;
import java.time.Instant;

/** What one run of the program says of itself at its {@code --result}, if it has one. */
final class Outcome {
  /** A setting of Spark, since those reach drivers wherever they run. */
  private static final String RUN = "spark.millrace.run";

  private final RunStart start =
      new RunStart(System.getProperty(RUN, ""), Main.VERSION, Instant.now());
  private String message = "";
  private boolean refused;

  /** Says why the run fails. */
  void fails(String why) {
    this.message = why;
  }

  /** Writes that the run begins, before it does anything. */
  void begin(String uri) throws IOException {
    if (uri.isEmpty()) {
      return;
    }

    try {
      file(uri).begin(start);
    } catch (IOException | RuntimeException e) { // Hadoop's own, of a scheme whose jar is missing
      refused = true;
      throw new IOException(cannotWrite(uri, e), e);
    }
  }

  /** Writes how it ended, and gives the exit code: a result that cannot be written is a failure. */
  int end(String uri, int code) {
    if (uri.isEmpty() || refused) {
      return code;
    }

    try {
      file(uri).end(new RunResult(start, Instant.now(), code, message));
      return code;
    } catch (IOException | RuntimeException e) {
      System.err.println("millrace: " + cannotWrite(uri, e));
      return code == 0 ? Failures.UNEXPECTED : code;
    }
  }

  /** The file of a {@code --result}. */
  static ResultFile file(String uri) throws IOException {
    return new ResultFile(WholeFile.at(uri, OpenStore.settings()));
  }

  private static String cannotWrite(String uri, Exception failure) {
    return "Cannot write the result to %s: %s (choose another --result)"
        .formatted(uri, Failures.why(failure));
  }
}
