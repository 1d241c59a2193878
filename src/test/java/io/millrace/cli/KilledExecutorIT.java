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
    Holds holds = Holds.in(folder).stop("decode", "open", workshop.decoding());
    StandaloneCluster cluster = workshop.cluster();
    try (StoreReader reader = StoreReader.of(store);
        Command.Running job = workshop.prepare(cluster.submit().holding(holds), store).start()) {
      Holds.Arrival held = heldExecutor("decode", holds, job, cluster);
      // one rule at a time: two cores could wait at two before the slow shard's task begins
      holds.stop("upload", "create", ".*/data/../[.]tmp-.*");
      kill(held, "decode", holds, store);
      held = heldExecutor("upload", holds, job, cluster);
      holds.stop("uploaded", "renamed", ".*/data/../.*[.]safetensors");
      kill(held, "upload", holds, store);
      held = heldExecutor("uploaded", holds, job, cluster);
      holds.stop("snapshot", "rename", ".*/snapshots/.*[.]json");
      kill(held, "uploaded", holds, store);

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

  private static Holds.Arrival heldExecutor(
      String point, Holds holds, Command.Running job, StandaloneCluster cluster) throws Exception {
    Holds.Arrival held = holds.await(point, job);
    assertThat(cluster.executors()).extracting(ProcessHandle::pid).contains(held.pid());
    return held;
  }

  private static void kill(Holds.Arrival held, String point, Holds holds, Path store)
      throws Exception {
    assertThat(new StoreFolder(store).snapshots()).isEmpty();
    held.kill();
    holds.release(point);
  }
}
