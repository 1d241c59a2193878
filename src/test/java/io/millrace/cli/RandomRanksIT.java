package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs of two ranks with faults at random steps: kills, kills in the middle of a checkpoint, slow
 * ranks (so that queues run full), over a store and over files of which some are cut short. Four of
 * them unless {@code -Dmillrace.ranks=50} says else; {@code -Dmillrace.ranks.seed=7} gives the same
 * faults again. Prints what was done.
 */
@ExtendWith(Workshop.Guest.class)
class RandomRanksIT {
  private static final List<String> ROADS = List.of("store", "files");
  private static final int FAULTS_A_RUN = 3;

  @TempDir private Path folder;
  private final Map<String, Integer> tally = new TreeMap<>();

  @Test
  void noStepIsLostOrDoubled(Workshop workshop) throws Exception {
    int runs = Integer.getInteger("millrace.ranks", 2);
    long seed = Long.getLong("millrace.ranks.seed", System.nanoTime());
    System.out.println("millrace.ranks.seed=" + seed);
    Random random = new Random(seed);
    Map<String, String> roads = roads(workshop);
    RankRun all =
        RankRun.in(folder, workshop.cluster().submit())
            .with("epochs=3", "batch=8", "bad=10")
            .with("plan=" + folder.resolve("plan"));
    List<String> plan = new ArrayList<>();
    List<RankRun> wild = new ArrayList<>();
    for (String road : ROADS) {
      plan.add(line(all.at("calm-" + road), roads.get(road)));
    }

    for (int i = 0; i < runs; i++) {
      RankRun run = all.at("run" + i);
      faults(run, random);
      wild.add(run);
      plan.add(line(run, roads.get(road(i))));
    }

    Files.write(folder.resolve("plan"), plan);
    check(all, wild);
    tally.forEach((what, times) -> System.out.printf("%5d %s%n", times, what));
  }

  private static String road(int run) {
    return ROADS.get(run % ROADS.size());
  }

  /** A store, and the files that it was made of with two of them cut short. */
  private Map<String, String> roads(Workshop workshop) throws Exception {
    Path data = folder.resolve("data");
    try (var files = Files.walk(workshop.data())) {
      for (Path file : files.toList()) {
        Files.copy(file, data.resolve(workshop.data().relativize(file).toString()));
      }
    }

    for (String name : List.of("003.png", "011.png")) {
      Path file = data.resolve("millstone/train/good/" + name);
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length * 2 / 3));
    }

    return Map.of("store", "store=" + workshop.undisturbed().root(), "files", "data=" + data);
  }

  private static String line(RankRun run, String road) {
    Path own = run.folder();
    return "%s gate=%s log=%s checkpoints=%s"
        .formatted(road, own.resolve("gate"), own.resolve("log"), own.resolve("saved"));
  }

  private void faults(RankRun run, Random random) throws Exception {
    int count = 1 + random.nextInt(FAULTS_A_RUN);
    for (int i = 0; i < count; i++) {
      int step = 1 + random.nextInt(18);
      String rank = "rank" + random.nextInt(2) + "-step" + step;
      String what =
          switch (random.nextInt(4)) {
            case 0, 1 -> fault(run, rank, "kill");
            case 2 -> fault(run, "checkpoint" + (step + step % 2), "kill");
            default -> fault(run, rank, Integer.toString(200 + random.nextInt(1500)));
          };
      tally.merge(what, 1, Integer::sum);
    }
  }

  private static String fault(RankRun run, String point, String what) throws Exception {
    if (!Files.exists(run.folder().resolve("gate").resolve(point + ".rule"))) {
      run.rule(point, what);
    }

    return (what.equals("kill") ? "kills" : "slow ranks")
        + (point.startsWith("checkpoint") ? " in a checkpoint" : "");
  }

  private void check(RankRun all, List<RankRun> wild) throws Exception {
    Command.Result result = all.run();
    assertThat(result.code()).as(result.toString()).isZero();
    List<String> weights = RankRun.lines(result, "weights");
    int rounds = wild.size() + ROADS.size();
    assertThat(weights).hasSize(2 * rounds);
    for (int i = 0; i < wild.size(); i++) {
      int calm = i % ROADS.size();
      int own = ROADS.size() + i;
      assertThat(weights.subList(2 * own, 2 * own + 2))
          .as("run %d of road %s", i, road(i))
          .isEqualTo(weights.subList(2 * calm, 2 * calm + 2));
      assertThat(wild.get(i).steps(2)).isEqualTo(all.at("calm-" + road(i)).steps(2));
      tally.merge("runs, each with the weights of the undisturbed one", 1, Integer::sum);
    }

    RankRun.lines(result, "retries")
        .forEach(
            retries -> tally.merge("generations lost", Integer.parseInt(retries), Integer::sum));
  }
}
