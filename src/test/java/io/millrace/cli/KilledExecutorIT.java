package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A job outlives the kill -9 of its executors, and what it makes does not show it. */
@ExtendWith(Workshop.Guest.class)
class KilledExecutorIT {
  @TempDir private Path folder;

  @Test
  void killsDuringDecodeUploadAndBeforeTheSnapshotChangeNothing(Workshop workshop)
      throws Exception {
    Path store = folder.resolve("store");
    Holds holds =
        Holds.in(folder)
            .stop("decode", "open", workshop.decoding())
            .stop("upload", "create", ".*/data/../[.]tmp-.*")
            .stop("published", "renamed", ".*/data/../.*[.]safetensors")
            .stop("snapshot", "rename", ".*/snapshots/.*[.]json");
    StandaloneCluster cluster = workshop.cluster();
    try (StoreReader reader = StoreReader.of(store);
        Command.Running job = workshop.prepare(cluster.submit().holding(holds), store).start()) {
      for (String point : new String[] {"decode", "upload", "published"}) {
        Holds.Arrival held = holds.await(point, job);
        assertThat(cluster.executors()).extracting(ProcessHandle::pid).contains(held.pid());
        assertThat(new StoreFolder(store).snapshots()).isEmpty();
        held.kill();
        holds.release(point);
      }

      Holds.Arrival driver = holds.await("snapshot", job);
      assertThat(driver.pid()).isEqualTo(job.process().pid());
      for (ProcessHandle executor : cluster.executors()) {
        Holds.kill(executor);
      }

      assertThat(new StoreFolder(store).snapshots()).isEmpty();
      holds.release("snapshot");
      Command.Result done = job.result();
      assertThat(done.code()).as(done.err()).isZero();
      assertThat(reader.saw()).containsExactly(1L);
    }

    workshop.checkSame(store);
    workshop.checkVacuum(store);
    workshop.checkSources();
  }
}
