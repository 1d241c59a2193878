package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A kill -9 of the whole job: the next run goes on where it stood. */
@ExtendWith(Workshop.Guest.class)
class KilledDriverIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String SNAPSHOT = ".*/snapshots/.*[.]json";

  @TempDir private Path folder;

  @Test
  void halfWayLeavesWhatIsDoneToTheNextRun(Workshop workshop) throws Exception {
    Path store = folder.resolve("store");
    int shards = workshop.undisturbed().shards().size();
    Holds holds = Holds.in(folder).stop("decode", "open", workshop.decoding());
    try (StoreReader reader = StoreReader.of(store)) {
      try (Command.Running job =
          workshop.prepare(workshop.local(2).holding(holds), store).start()) {
        Holds.Arrival held = holds.await("decode", job);
        awaitMarkers(new StoreFolder(store), shards - 1);
        kill(held, job);
      }

      assertThat(new StoreFolder(store).snapshots()).isEmpty();
      Command.Result next = workshop.prepare(workshop.local(2).holding(holds), store).run();
      assertThat(next.code()).as(next.err()).isZero();
      int decoded = workshop.undisturbed().rowsBeside(Workshop.SLOW);
      int reused =
          workshop.undisturbed().latest().get("counts").get("samples").intValue() - decoded;
      assertThat(next.out()).contains("decoded " + decoded + ", copied 0, reused " + reused + ";");
      assertThat(reader.saw()).containsExactly(1L);
    }

    workshop.checkSame(store);
    workshop.checkVacuum(store);
    workshop.checkSources();
  }

  @Test
  void beforeAndAfterTheSnapshotLeavesNoneAndOne(Workshop workshop) throws Exception {
    Path store = folder.resolve("store");
    Holds before = Holds.in(folder).stop("snapshot", "rename", SNAPSHOT);
    killAt("snapshot", before, workshop, store);
    assertThat(new StoreFolder(store).snapshots()).isEmpty();

    Holds after =
        Holds.in(java.nio.file.Files.createDirectory(folder.resolve("second")))
            .stop("snapshot", "renamed", SNAPSHOT)
            .stop("decode", "open", workshop.decoding(), 0);
    try (StoreReader reader = StoreReader.of(store)) {
      killAt("snapshot", after, workshop, store);
      assertThat(after.seen("decode")).as("all was done").isEmpty();
      workshop.checkSame(store);
      Set<String> files = new StoreFolder(store).files();

      Command.Result next = workshop.prepare(workshop.local(2).holding(after), store).run();
      assertThat(next.code()).as(next.err()).isZero();
      assertThat(next.out()).contains("(nothing has changed)", "decoded 0, copied 0, ");
      assertThat(new StoreFolder(store).files()).isEqualTo(files);
      assertThat(reader.saw()).containsExactly(1L);
    }

    workshop.checkVacuum(store);
    workshop.checkSources();
  }

  private static void killAt(String point, Holds holds, Workshop workshop, Path store)
      throws Exception {
    try (Command.Running job = workshop.prepare(workshop.local(2).holding(holds), store).start()) {
      kill(holds.await(point, job), job);
    }
  }

  private static void kill(Holds.Arrival held, Command.Running job) throws Exception {
    assertThat(held.pid()).isEqualTo(job.process().pid());
    held.kill();
    assertThat(job.result().code()).isEqualTo(128 + 9);
  }

  private static void awaitMarkers(StoreFolder store, int count) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (store.markers().size() < count) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(5);
    }
  }
}
