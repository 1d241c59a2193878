package io.millrace.spark.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.feed.Device;
import io.millrace.feed.Phase;
import io.millrace.feed.RankFigures;
import io.millrace.feed.Ranks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Watchdog watchdog =
      new Watchdog(new Ranks.Patience(Duration.ofSeconds(10), Duration.ofSeconds(60)));

  private static RankStatus status(int rank, int generation, Phase phase, long moves) {
    return new RankStatus(
        new RankStatus.Seat(rank, generation, "host" + rank, Device.CPU),
        new RankStatus.Stand(phase, "/data/a.png", 1, 7, moves),
        RankFigures.NONE,
        Map.of(),
        List.of());
  }

  @Test
  void namesRankHostPhaseAndFileOnce() {
    watchdog.saw(status(0, 0, Phase.STEP, 1), 0);
    watchdog.saw(status(1, 0, Phase.DECODE, 1), 0);
    watchdog.saw(status(0, 0, Phase.STEP, 2), 9 * SECOND);

    assertThat(watchdog.warnings(9 * SECOND)).isEmpty();
    assertThat(watchdog.warnings(11 * SECOND))
        .containsExactly(
            "rank 1 on host1 (cpu): phase decode, file /data/a.png, epoch 1, step 7 has not moved for 11 s");
    assertThat(watchdog.warnings(12 * SECOND)).isEmpty();
    watchdog.saw(status(0, 0, Phase.STEP, 3), 50 * SECOND);
    assertThat(watchdog.passed(59 * SECOND)).isEmpty();
    assertThat(watchdog.passed(60 * SECOND)).hasSize(1).first().asString().startsWith("rank 1 on ");
  }

  @Test
  void namesAllThatStandWhenOnePassesTheLimit() {
    watchdog.saw(status(0, 0, Phase.STEP, 1), 0);
    watchdog.saw(status(1, 0, Phase.STEP, 1), 2 * SECOND); // its news came a little later
    watchdog.saw(status(2, 0, Phase.STEP, 1), 40 * SECOND);

    assertThat(watchdog.passed(60 * SECOND))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("rank 0 on ").contains("for 60 s"),
            second -> assertThat(second).startsWith("rank 1 on ").contains("for 58 s"));
  }

  @Test
  void forgivesARankThatMovesAgainOrHasEnded() {
    watchdog.saw(status(0, 0, Phase.STEP, 1), 0);
    watchdog.saw(status(0, 0, Phase.STEP, 1), 50 * SECOND); // the same news again
    assertThat(watchdog.warnings(50 * SECOND)).hasSize(1);
    watchdog.saw(status(0, 1, Phase.START, 0), 59 * SECOND);
    assertThat(watchdog.passed(61 * SECOND)).isEmpty();
    watchdog.saw(status(0, 1, Phase.END, 3), 62 * SECOND);
    assertThat(watchdog.passed(1000 * SECOND)).isEmpty();
  }

  @Test
  void takesNoNewsOfAnOlderGeneration() {
    watchdog.saw(status(0, 1, Phase.STEP, 1), 0);
    watchdog.saw(status(0, 0, Phase.STEP, 99), 5 * SECOND);
    assertThat(watchdog.warnings(10 * SECOND)).hasSize(1);
  }
}
