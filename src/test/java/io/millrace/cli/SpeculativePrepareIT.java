package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two attempts of one task write one shard. */
@ExtendWith(Workshop.Guest.class)
class SpeculativePrepareIT {
  @TempDir private Path folder;

  @Test
  void aSlowTaskLosesToItsSecondAttempt(Workshop workshop) throws Exception {
    Path store = folder.resolve("store");
    EventLog log = new EventLog(Files.createDirectory(folder.resolve("events")));
    Holds holds = Holds.in(folder).stop("decode", "open", workshop.decoding());
    Submit speculating =
        workshop
            .cluster()
            .submit()
            .holding(holds)
            .conf("spark.speculation", "true")
            .conf("spark.speculation.interval", "100ms")
            .conf("spark.speculation.multiplier", "1")
            .conf("spark.speculation.quantile", "0.1")
            .conf("spark.speculation.minTaskRuntime", "1s")
            .conf("spark.eventLog.enabled", "true")
            .conf("spark.eventLog.dir", log.folder().toUri().toString());

    try (StoreReader reader = StoreReader.of(store);
        Command.Running job = workshop.prepare(speculating, store).start()) {
      holds.await("decode", job); // and is let go by Spark alone
      Command.Result done = job.result();
      assertThat(done.code()).as(done.err()).isZero();
      assertThat(reader.saw()).containsExactly(1L);
    }

    List<EventLog.Ended> ended = log.ended();
    assertThat(ended).anyMatch(each -> isLoser(each, ended));

    workshop.checkSame(store);
    workshop.checkVacuum(store);
    workshop.checkSources();
  }

  /** A first attempt that was killed and whose second one was done. */
  private static boolean isLoser(EventLog.Ended each, List<EventLog.Ended> all) {
    return each.reason().equals("TaskKilled")
        && !each.speculative()
        && all.contains(new EventLog.Ended(each.stage(), each.index(), true, "Success"));
  }
}
