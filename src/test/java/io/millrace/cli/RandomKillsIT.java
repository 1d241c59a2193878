package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The slow proof: stores made under kill -9 at random moments. {@code -Dmillrace.faults=50} asks
 * for 50 stores, {@code -Dmillrace.faults.seed=7} for the same moments again, as near as a machine
 * can. Prints what was killed, and how far the store was.
 */
@EnabledIfSystemProperty(named = "millrace.faults", matches = "[1-9]\\d*")
@ExtendWith(Workshop.Guest.class)
class RandomKillsIT {
  private static final int KILLS_A_STORE = 3;

  @TempDir private Path folder;
  private final Map<String, Integer> tally = new TreeMap<>();

  @Test
  void noStoreShowsWhatWasKilled(Workshop workshop) throws Exception {
    int stores = Integer.getInteger("millrace.faults");
    long seed = Long.getLong("millrace.faults.seed", System.nanoTime());
    System.out.println("millrace.faults.seed=" + seed);
    Random random = new Random(seed);
    try {
      for (int i = 0; i < stores; i++) {
        makes(folder.resolve("store" + i), workshop, random);
        count("stores, each as undisturbed");
      }
    } finally {
      tally.forEach((what, times) -> System.out.printf("%5d %s%n", times, what));
    }

    workshop.checkSources();
  }

  private void count(String what) {
    tally.merge(what, 1, Integer::sum);
  }

  private void makes(Path store, Workshop workshop, Random random) throws Exception {
    boolean clustered = random.nextInt(3) == 0;
    Submit submit = clustered ? workshop.cluster().submit() : workshop.local(2);
    Command prepare = Workshop.prepare(submit, workshop.data().toString(), store.toString());
    Instant start = Instant.now();
    Duration usual = clustered ? Duration.ofSeconds(15) : Duration.ofSeconds(8);
    try (StoreReader reader = StoreReader.of(store)) {
      int kills = random.nextInt(KILLS_A_STORE) + 1;
      for (int kill = 0; kill < kills; kill++) {
        long wait = (long) (usual.toMillis() * (0.3 + 0.8 * random.nextDouble()));
        try (Command.Running job = prepare.start()) {
          if (!job.process().waitFor(wait, TimeUnit.MILLISECONDS)) {
            kill(job, workshop, clustered && random.nextBoolean(), store);
          }
        }
      }

      Command.Result last = prepare.run();
      assertThat(last.code()).as(last.toString()).isZero();
      assertThat(reader.saw()).containsExactly(1L);
    }

    workshop.checkSame(store);
    workshop.checkVacuum(store);
    tally.merge("seconds", (int) Duration.between(start, Instant.now()).toSeconds(), Integer::sum);
  }

  /** Kills the driver, or an executor and lets the job come to its end. */
  private void kill(Command.Running job, Workshop workshop, boolean executor, Path store)
      throws Exception {
    String moment = moment(new StoreFolder(store), workshop.undisturbed().shards().size());
    List<ProcessHandle> executors = executor ? workshop.cluster().executors() : List.of();
    if (executors.isEmpty()) {
      Holds.kill(job.process().toHandle());
      count("drivers killed, " + moment);
    } else {
      Holds.kill(executors.get(0));
      count("executors killed, " + moment);
      Command.Result done = job.result();
      assertThat(done.code()).as(done.toString()).isZero();
    }
  }

  private static String moment(StoreFolder store, int shards) throws IOException {
    if (!Files.exists(store.root())) {
      return "nothing written";
    }

    if (!store.snapshots().isEmpty()) {
      return "snapshot written";
    }

    int done = store.markers().size();
    return done == 0 ? "no shard done" : done < shards ? "some shards done" : "all shards done";
  }
}
