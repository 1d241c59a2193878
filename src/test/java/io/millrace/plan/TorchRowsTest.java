package io.millrace.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Expected orders are those of torch's DistributedSampler. */
class TorchRowsTest {
  /** The rows of a rank in an epoch, so many a step. */
  private static int[] rank(int samples, TrainRule rule, long epoch, int rank) {
    TrainEpoch planned = new TrainPlan(Chunks.uniform(samples, 1), rule).epoch(epoch);
    int ranks = rule.lanes();
    return IntStream.range(0, planned.steps())
        .flatMap(step -> IntStream.of(planned.batch(step, rank, ranks)))
        .toArray();
  }

  private static TrainRule torch(long seed, int ranks, int batch) {
    return new TrainRule(seed, ranks, 1, batch, Policy.TORCH);
  }

  @Test
  void dealsAsTheSamplerDoes() {
    TrainRule rule = torch(0, 2, 1);

    assertThat(rank(7, rule, 0, 0)).containsExactly(4, 5, 2, 1);
    assertThat(rank(7, rule, 0, 1)).containsExactly(0, 3, 6, 4);
  }

  @Test
  void dealsAsTheSamplerDoesWithoutShuffling() {
    TorchRows rows = TorchRows.unshuffled(Chunks.uniform(7, 1), torch(0, 2, 4));

    assertThat(IntStream.range(0, 8).map(row -> rows.at(0, row, 2)))
        .containsExactly(0, 2, 4, 6, 1, 3, 5, 0);
    assertThat(IntStream.range(0, 8).filter(row -> rows.isRepeat(0, row, 2))).containsExactly(7);
  }

  @Test
  void addsTheEpochToTheSeed() {
    TrainRule rule = torch(42, 3, 2);

    assertThat(rank(10, rule, 0, 1)).containsExactly(6, 4, 9, 2);
    assertThat(rank(10, rule, 2, 0)).containsExactly(2, 8, 1, 0);
    assertThat(rank(10, rule, 2, 1)).containsExactly(6, 7, 4, 2);
    assertThat(rank(10, rule, 2, 2)).containsExactly(3, 9, 5, 6);
    assertThat(rank(12, torch(5, 4, 3), 3, 3)).containsExactly(6, 7, 11);
  }

  @Test
  void repeatsTheHeadAsOftenAsRanksNeedIt() {
    TrainRule rule = torch(1, 8, 4);

    assertThat(IntStream.range(0, 8).map(rank -> rank(3, rule, 1, rank)[0]))
        .containsExactly(0, 2, 1, 0, 2, 1, 0, 2);
    assertThat(rank(1, torch(0, 2, 1), 0, 1)).containsExactly(0);
  }

  @Test
  void lastStepIsAsShortOnEveryRank() {
    TrainEpoch epoch = new TrainPlan(Chunks.uniform(7, 1), torch(0, 2, 3)).epoch(0);

    assertThat(epoch.steps()).isEqualTo(2);
    assertThat(epoch.batch(0, 0, 2)).containsExactly(4, 5, 2);
    assertThat(epoch.batch(0, 1, 2)).containsExactly(0, 3, 6);
    assertThat(epoch.batch(1, 0, 2)).containsExactly(1);
    assertThat(epoch.batch(1, 1, 2)).containsExactly(4);
    assertThat(epoch.repeats(1, 0, 2).isEmpty()).isTrue();
    assertThat(epoch.repeats(1, 1, 2).cardinality()).isEqualTo(1);
  }

  @Test
  void needsNoRows() {
    assertThat(new TrainPlan(Chunks.of(), torch(0, 2, 3)).epoch(0).steps()).isZero();
  }
}
