package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A kill -9 while videos are prepared: the next run decodes only those that are not done. */
@ExtendWith(Workshop.Guest.class)
class KilledVideoPrepareIT {
  private static final int VIDEOS = 5;
  private static final Pattern COUNTS =
      Pattern.compile("decoded ([0-9]+), copied 0, reused ([0-9]+);");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path folder;

  private static Command prepare(Command command, String videos, String store) {
    return command
        .and("--kind", "tensors", "--dtype", "float32", "--image-size", "64x64")
        .and("--shard-mib", 1, "--data", "Avenue", "--data.root", videos)
        .and("--data.seed", 0, "--out", store);
  }

  @Test
  void halfWayLeavesWhatIsDoneToTheNextRun(Workshop workshop) throws Exception {
    Path videos = folder.resolve("videos");
    Command.Result drawn =
        Command.millrace("sample-data", "--data", "Avenue", "--out", videos)
            .and("--videos", "3,2", "--frames", 24, "--size", "64x96")
            .run();
    assertThat(drawn.code()).as(drawn.err()).isZero();
    Path undisturbed = folder.resolve("undisturbed");
    Command.Result whole =
        prepare(Command.millrace("prepare"), videos.toString(), undisturbed.toString()).run();
    assertThat(whole.code()).as(whole.err()).isZero();

    Path store = folder.resolve("store");
    List<String> shards = new StoreFolder(undisturbed).shards();
    String last = shards.get(0);
    Holds holds = Holds.in(folder).stop("shard", "rename", ".*" + last + ".*");
    Submit submit = workshop.local(2).holding(holds);
    try (Command.Running job =
        prepare(submit.millrace("prepare"), Holds.path(videos), Holds.path(store)).start()) {
      Holds.Arrival held = holds.await("shard", job);
      awaitMarkers(new StoreFolder(store), shards.size() - 1);
      held.kill();
      assertThat(job.result().code()).isEqualTo(128 + 9);
    }

    StoreFolder found = new StoreFolder(store);
    assertThat(found.snapshots()).isEmpty();
    Command.Result next =
        prepare(submit.millrace("prepare"), Holds.path(videos), Holds.path(store)).run();
    assertThat(next.code()).as(next.err()).isZero();
    Matcher counts = COUNTS.matcher(next.out());
    assertThat(counts.find()).as(next.out()).isTrue();
    int decoded = Integer.parseInt(counts.group(1));
    assertThat(decoded).isBetween(1, VIDEOS - 1);
    assertThat(Integer.parseInt(counts.group(2))).isEqualTo(VIDEOS - decoded);
    assertThat(found.shards()).isEqualTo(shards);
    assertThat(found.fingerprint()).isEqualTo(new StoreFolder(undisturbed).fingerprint());
    Command.Result verified = Workshop.onStore("verify", store);
    assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
  }

  private static void awaitMarkers(StoreFolder store, int count) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (store.markers().size() < count) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(5);
    }
  }
}
