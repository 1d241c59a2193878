package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Ranks on a real cluster: a master, two workers with a pretended GPU each, and kill -9. */
@ExtendWith(Workshop.Guest.class)
class RanksIT {
  @TempDir private Path folder;

  private RankRun run(String name, Workshop workshop) throws Exception {
    return RankRun.in(folder.resolve(name), workshop.cluster().submit())
        .with("store=" + workshop.undisturbed().root(), "epochs=4", "batch=8");
  }

  @Test
  void twoKillsAndOneInACheckpointLeaveTheSameWeights(Workshop workshop) throws Exception {
    RankRun calm = run("calm", workshop).with("checkpoints=" + folder.resolve("calm/saved"));
    Command.Result undisturbed = calm.run();
    assertThat(undisturbed.code()).as(undisturbed.toString()).isZero();
    List<String> weights = RankRun.lines(undisturbed, "weights");
    assertThat(weights.get(0).substring(2)).isEqualTo(weights.get(1).substring(2));

    RankRun wild = run("wild", workshop).with("checkpoints=" + folder.resolve("wild/saved"));
    wild.rule("rank1-step7", "wait").rule("checkpoint10", "wait").rule("rank0-step13", "wait");
    try (Command.Running job = wild.start()) {
      Holds.kill(wild.await("rank1-step7", job));
      Holds.kill(wild.await("checkpoint10", job));
      Holds.kill(wild.await("rank0-step13", job));
      Command.Result disturbed = job.result();
      assertThat(disturbed.code()).as(disturbed.toString()).isZero();
      assertThat(RankRun.lines(disturbed, "weights")).isEqualTo(weights);
      assertThat(RankRun.lines(disturbed, "score")).isEqualTo(RankRun.lines(undisturbed, "score"));
      assertThat(RankRun.lines(disturbed, "retries")).containsExactly("3");
    }

    assertThat(wild.steps(2)).isEqualTo(calm.steps(2));
  }

  @Test
  void aKillWhileRanksDecodeVideosLeavesTheSameWeights(Workshop workshop) throws Exception {
    Path videos = folder.resolve("videos");
    Command.Result drawn =
        Command.millrace("sample-data", "--data", "Avenue", "--out", videos)
            .and("--videos", "2,1", "--frames", 17, "--size", "64x96")
            .run();
    assertThat(drawn.code()).as(drawn.err()).isZero();

    RankRun calm = clips("calm-clips", workshop, videos);
    Command.Result undisturbed = calm.run();
    assertThat(undisturbed.code()).as(undisturbed.toString()).isZero();
    assertThat(RankRun.lines(undisturbed, "score")).hasSize(16); // 17 frames, two a clip

    RankRun wild = clips("wild-clips", workshop, videos).rule("rank1-step5", "wait");
    try (Command.Running job = wild.start()) {
      Holds.kill(wild.await("rank1-step5", job));
      Command.Result disturbed = job.result();
      assertThat(disturbed.code()).as(disturbed.toString()).isZero();
      assertThat(RankRun.lines(disturbed, "retries")).containsExactly("1");
      for (String word : List.of("weights", "score")) {
        assertThat(RankRun.lines(disturbed, word)).isEqualTo(RankRun.lines(undisturbed, word));
      }
    }

    assertThat(wild.steps(2)).isEqualTo(calm.steps(2));
  }

  private RankRun clips(String name, Workshop workshop, Path videos) throws Exception {
    return RankRun.in(folder.resolve(name), workshop.cluster().submit())
        .with("videos=" + videos, "epochs=2", "batch=8")
        .with("checkpoints=" + folder.resolve(name + "/saved"));
  }

  @Test
  void eachRankHasAGpuOfItsOwn(Workshop workshop) throws Exception {
    Command.Result result =
        run("gpus", workshop)
            .with("gpus=1", "epochs=1")
            .conf("spark.executor.resource.gpu.amount", "1")
            .conf("spark.task.resource.gpu.amount", "0.5")
            .run();

    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(
            RankRun.lines(result, "device").stream().map(line -> line.replaceFirst(".*gpu", "gpu")))
        .containsExactlyInAnyOrder("gpu 0", "gpu 1");
  }

  @Test
  void goesOnWithOneRankAndWithFewerSteps(Workshop workshop) throws Exception {
    Map<Integer, String> whole = steps(run("whole", workshop), 2);
    RankRun begun =
        run("begun", workshop).with("limit=7", "checkpoints=" + folder.resolve("saved"));
    Map<Integer, String> first = steps(begun, 2);
    Map<Integer, String> rest =
        steps(run("ended", workshop).with("ranks=1", "checkpoints=" + folder.resolve("saved")), 1);

    assertThat(first).hasSize(7);
    first.putAll(rest);
    assertThat(first).isEqualTo(whole);
  }

  private static Map<Integer, String> steps(RankRun run, int ranks) throws Exception {
    Command.Result result = run.run();
    assertThat(result.code()).as(result.toString()).isZero();
    return run.steps(ranks);
  }

  @Test
  void aRankThatStandsStillIsNamedAndEndsTheJob(Workshop workshop) throws Exception {
    Command.Result result =
        run("still", workshop).rule("rank1-step3", "sleep").with("warning=2", "limit-s=6").run();

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .containsPattern(
            "FeedException: Cannot finish training: a rank stands still: .*rank 1 on 127[.]0[.]0[.][23] \\(cpu\\): phase step, epoch 0, step 3 has not moved for [0-9]+ s");
    assertThat(result.err()).contains("rank 1 on 127.0.0.").contains("has not moved for 2 s");
  }

  @Test
  void aRankThatThrowsEndsAllOthers(Workshop workshop) throws Exception {
    Command.Result result = run("throws", workshop).rule("rank0-step3", "throw").run();

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .containsPattern("FeedException: Cannot finish training: rank 0 on 127[.]0[.]0[.][23].*")
        .contains("as the rule says at rank0-step3");
  }

  @Test
  void saysHowManySlotsThereAre(Workshop workshop) throws Exception {
    Command.Result result = run("many", workshop).with("ranks=4").run();

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out())
        .contains(
            "Cannot run 4 ranks of 1 cores and 0 GPUs at once: there are 2 slots, 4 are needed");
  }
}
