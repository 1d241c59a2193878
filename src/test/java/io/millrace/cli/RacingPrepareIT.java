package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two jobs write one store at once, and reach its first snapshot together. */
@ExtendWith(Workshop.Guest.class)
class RacingPrepareIT {
  @TempDir private Path folder;
  private Path store;

  @Test
  void theSameDataBecomesOneStore(Workshop workshop) throws Exception {
    store = folder.resolve("store");
    Set<Long> seen = race(workshop, workshop.data(), workshop.data());

    workshop.checkSame(store);
    assertThat(new StoreFolder(store).snapshots()).hasSize(seen.size()).hasSizeBetween(1, 2);
    workshop.checkVacuum(store);
    workshop.checkSources();
  }

  @Test
  void theLoserOfOtherDataComesAfterTheWinner(Workshop workshop) throws Exception {
    store = folder.resolve("store");
    Path other = folder.resolve("other");
    Command.millrace("sample-data", "--images", 24, "--size", "64x64", "--seed", 9)
        .and("--out", other)
        .run();
    Set<Long> seen = race(workshop, workshop.data(), other);

    assertThat(seen).isSubsetOf(1L, 2L).contains(2L);
    List<Path> snapshots = new StoreFolder(store).snapshots();
    assertThat(snapshots).hasSize(2);
    JsonNode first = new ObjectMapper().readTree(snapshots.get(0).toFile());
    JsonNode second = new ObjectMapper().readTree(snapshots.get(1).toFile());
    assertThat(first.get("parent").textValue()).isEmpty();
    assertThat(second.get("parent")).isEqualTo(first.get("snapshot_id"));
    String undisturbed = workshop.undisturbed().fingerprint();
    assertThat(List.of(first, second))
        .extracting(snapshot -> snapshot.get("content_fingerprint").textValue())
        .doesNotHaveDuplicates()
        .contains(undisturbed);
    workshop.checkVacuum(store);
    workshop.checkSources();
  }

  /** Runs two jobs, lets both go when both want to write the snapshot; what a reader saw. */
  private Set<Long> race(Workshop workshop, Path one, Path other) throws Exception {
    Holds holds = Holds.in(folder).stop("snapshot", "rename", ".*/snapshots/0*1[.]json", 2);
    Submit submit = workshop.local(1).holding(holds);
    String out = Holds.path(store);
    try (StoreReader reader = StoreReader.of(store);
        Command.Running first = Workshop.prepare(submit, Holds.path(one), out).start();
        Command.Running second = Workshop.prepare(submit, Holds.path(other), out).start()) {
      Set<Long> pids = new TreeSet<>();
      pids.add(holds.await("snapshot", 0, first).pid());
      pids.add(holds.await("snapshot", 1, second).pid());
      assertThat(pids).containsExactlyInAnyOrder(first.process().pid(), second.process().pid());
      assertThat(new StoreFolder(store).snapshots()).isEmpty();
      holds.release("snapshot");
      for (Command.Running each : List.of(first, second)) {
        Command.Result done = each.result();
        assertThat(done.code()).as(done.err()).isZero();
      }

      return reader.saw();
    }
  }
}
