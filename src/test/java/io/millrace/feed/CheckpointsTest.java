package io.millrace.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.plan.PlanState;
import io.millrace.plan.TrainRule;
import io.millrace.spark.hadoop.HadoopStorage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  private static final PlanState STATE =
      new PlanState("abc", "train", TrainRule.of(42, 32, 4), 1, 2, "def");

  @TempDir private Path folder;
  private Checkpoints checkpoints;

  @BeforeEach
  void open() {
    checkpoints = new Checkpoints(new HadoopStorage(new Configuration()), folder.toString());
  }

  private void commit(Lease lease, int step) throws IOException {
    checkpoints.commit(
        lease, step, STATE.at(step, 0), output -> output.write(new byte[] {(byte) step, 7}));
  }

  private List<String> files(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void givesBackWhatWasCommittedLast() throws IOException {
    assertThat(checkpoints.newest()).isZero();
    Lease lease = checkpoints.begin("run", 0);
    commit(lease, 3);
    commit(lease, 5);

    Checkpoint newest = checkpoints.restore(checkpoints.newest());
    assertThat(newest.globalStep()).isEqualTo(5);
    assertThat(newest.state()).isEqualTo(STATE.at(5, 0));
    try (InputStream model = newest.open()) {
      assertThat(model.readAllBytes()).containsExactly(5, 7);
    }

    Files.delete(newest.model());
  }

  @Test
  void keepsTheNewestTwoAndTheirModels() throws IOException {
    Lease lease = checkpoints.begin("run", 0);
    for (int step = 1; step <= 5; step++) {
      commit(lease, step);
    }

    assertThat(files("checkpoints")).containsExactly("00000004.json", "00000005.json");
    assertThat(files("models")).hasSize(2);
  }

  @Test
  void refusesAnOlderGenerationAndLeavesNoMarkerOfIt() throws IOException {
    Lease old = checkpoints.begin("run", 0);
    commit(old, 1);
    Lease next = checkpoints.begin("run", 1);

    assertThatThrownBy(() -> commit(old, 2))
        .isInstanceOf(CancelledRankException.class)
        .hasMessage(
            "Cannot write a checkpoint: generation 0 of run run has ended, another has begun (lease 2 after 1)");
    assertThat(checkpoints.newest()).isEqualTo(1);
    commit(next, 2);
    assertThat(checkpoints.newest()).isEqualTo(2);
  }

  @Test
  void namesAModelThatHasOtherBytes() throws IOException {
    commit(checkpoints.begin("run", 0), 1);
    Path model = folder.resolve("models").resolve(files("models").get(0));
    Files.write(model, new byte[] {1, 8});

    assertThatThrownBy(() -> checkpoints.restore(1))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Cannot restore the checkpoint ")
        .hasMessageEndingWith(
            "has other bytes than were written (delete the marker to go on from the one before it)");
  }

  @Test
  void namesAMarkerThatIsNoJson() throws IOException {
    commit(checkpoints.begin("run", 0), 1);
    Files.writeString(folder.resolve("checkpoints/00000001.json"), "{");

    assertThatThrownBy(() -> checkpoints.state(1))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Cannot read the checkpoint ")
        .hasMessageEndingWith("(delete it to go on from the one before it)");
  }
}
