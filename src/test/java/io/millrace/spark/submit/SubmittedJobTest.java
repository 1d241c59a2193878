package io.millrace.spark.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.millrace.spark.hadoop.WholeFile;
import io.millrace.spark.submit.DriverStatus.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmittedJobTest {
  private final List<String> news = new ArrayList<>();
  private final SubmittedJob job = new SubmittedJob("run-1", Duration.ZERO, news::add);

  @TempDir private Path folder;

  private ResultFile file() throws IOException {
    return new ResultFile(
        WholeFile.at(folder.resolve("a.json").toString(), new Configuration(false)));
  }

  private static RunResult result(String run) {
    return new RunResult(new RunStart(run, "0.1.0", Instant.EPOCH), Instant.EPOCH, 3, "");
  }

  @Test
  void tellsEachStateOnceUntilTheLast() throws Exception {
    Iterator<DriverStatus> states =
        List.of(
                new DriverStatus(State.SUBMITTED, "", ""),
                new DriverStatus(State.RUNNING, "host:1", ""),
                new DriverStatus(State.RUNNING, "host:1", ""),
                new DriverStatus(State.FAILED, "host:1", "why"))
            .iterator();

    assertThat(job.await(states::next)).isEqualTo(new DriverStatus(State.FAILED, "host:1", "why"));
    assertThat(news).containsExactly("SUBMITTED", "RUNNING on host:1", "FAILED on host:1");
    assertThat(states).isExhausted();
  }

  @Test
  void givesUpAMasterThatIsAway() {
    assertThatIOException()
        .isThrownBy(
            () ->
                job.await(
                    () -> {
                      throw new IOException("Cannot ask the master spark://a:1: refused");
                    }))
        .withMessage(
            "Cannot ask the master spark://a:1: refused (the job may go on: wait again, or look at"
                + " the master's page)");
  }

  @Test
  void takesTheResultOfItsOwnRunOnly() throws Exception {
    assertThatIOException()
        .isThrownBy(() -> job.await(file()))
        .withMessage("Missing result at " + file() + ": it holds none of this run");
    file().end(result("run-0"));
    assertThatIOException().isThrownBy(() -> job.await(file()));
    assertThat(new SubmittedJob("", Duration.ZERO, news::add).await(file()).exitCode())
        .isEqualTo(3);

    file().end(result("run-1"));
    assertThat(job.await(file())).isEqualTo(result("run-1"));
  }

  @Test
  void saysThatNobodyIsAtAMastersAddress() throws Exception {
    try (StandaloneMaster none =
        new StandaloneMaster(
            "spark://127.0.0.1:1,127.0.0.1:2", new org.apache.spark.SparkConf(false))) {
      assertThatIOException()
          .isThrownBy(() -> none.status("driver-1"))
          .withMessageStartingWith("Cannot ask the master spark://127.0.0.1:1,127.0.0.1:2: ");
    }
  }
}
