package io.millrace.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.random.KeyMix;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TrainPlanTest {
  private static final TrainRule RULE = new TrainRule(42, 2, 4, 3, Policy.DROP_TAIL);

  @ParameterizedTest
  @CsvSource({
    "32, 1, 8, 4, 256",
    "32, 64, 32, 1, 64",
    "12, 1, 6, 2, 341",
    "7, 1, 7, 1, 292",
    "13, 1, 1, 13, 2048",
    "640, 20, 20, 32, 102",
    "1, 1, 1, 1, 2048"
  })
  void usualRuleTakesTheLargestDivisorForLanes(
      int batch, int ranks, int lanes, int rowsPerLane, int window) {
    assertThat(TrainRule.of(5, batch, ranks))
        .isEqualTo(new TrainRule(5, lanes, window, rowsPerLane, Policy.DROP_TAIL));
  }

  @Test
  void otherLanesShareTheSameBatch() {
    TrainRule rule = TrainRule.of(5, 640, 20);

    assertThat(rule.withLanes(64)).isEqualTo(new TrainRule(5, 64, 64, 10, Policy.DROP_TAIL));
    assertThat(rule.withGlobalBatch(60)).isEqualTo(new TrainRule(5, 20, 102, 3, Policy.DROP_TAIL));
    assertThat(rule.withSeed(6).withWindow(7))
        .isEqualTo(new TrainRule(6, 20, 7, 32, Policy.DROP_TAIL));
    refuses(
        () -> rule.withLanes(60),
        "Cannot deal global batches of 640 rows to 60 lanes (the number of lanes must divide the"
            + " batch)");
    refuses(() -> rule.withLanes(0), "Invalid lanes: 0 (must be >= 1)");
    refuses(() -> rule.withGlobalBatch(0), "Invalid globalBatch: 0 (must be >= 1)");
  }

  @Test
  void refusesBatchesLargerThanTheSplitAndNamesTheLargest() {
    refuses(
        () -> new TrainPlan(Chunks.uniform(5, 1), RULE),
        "Cannot make global batches of 6 rows from 5 rows (the largest that works is 4 with 2"
            + " lanes)");
    refuses(
        () -> new TrainPlan(Chunks.uniform(1, 1), RULE.withPolicy(Policy.WRAP)),
        "Cannot make global batches of 6 rows from 1 rows (the largest that works is 1 with 1"
            + " lanes)");
    refuses(
        () -> new TrainPlan(Chunks.of(), RULE),
        "Cannot make global batches of 6 rows from 0 rows (the split is empty: add samples or"
            + " change the split rule)");
  }

  @Test
  void keptTailNeedsNoFullBatch() {
    TrainRule rule = RULE.withPolicy(Policy.KEEP_TAIL);
    TrainEpoch epoch = new TrainPlan(Chunks.uniform(5, 1), rule).epoch(0);

    assertThat(epoch.steps()).isEqualTo(1);
    assertThat(epoch.batch(0)).hasSize(5).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    // lanes of two and of three rows, shared by three ranks
    assertThat(IntStream.range(0, 3).map(rank -> epoch.batch(0, rank, 3).length))
        .containsExactly(2, 1, 2);
    assertThat(new TrainPlan(Chunks.of(), rule).epoch(0).steps()).isZero();
    refuses(() -> epoch.at(0, 2), "Missing row 2 of step 0: the last step is short");
  }

  @Test
  void endsAnEpochWithoutOverflow() {
    int most = Integer.MAX_VALUE;
    TrainRule rule = new TrainRule(1, 1, 64, 1 << 30, Policy.KEEP_TAIL);
    TrainEpoch epoch = new TrainPlan(Chunks.uniform(most, 1 << 20), rule).epoch(0);

    assertThat(epoch.steps()).isEqualTo(2);
    assertThat(epoch.laneOffset(2)).isEqualTo(most);
    assertThat(epoch.isRepeat(1, 5)).isFalse();
  }

  @Test
  void hashOfAnEpochIsTheSumOfItsRowsAndPlaces() {
    TrainEpoch epoch = new TrainPlan(Chunks.uniform(3, 1), TrainRule.of(0, 1, 1)).epoch(0);
    long sum = 0;
    for (int k = 0; k < 3; k++) {
      sum += KeyMix.mix(epoch.at(k, 0) ^ KeyMix.mix(k));
    }

    assertThat(epoch.hash(1)).isEqualTo(new OrderHash(sum));
    assertThat(new OrderHash(0xabcL).text()).isEqualTo("0000000000000abc");
  }

  @Test
  void refusesRanksThatCannotShareABatch() {
    TrainEpoch epoch = new TrainPlan(Chunks.uniform(10, 1), RULE).epoch(0);

    refuses(
        () -> epoch.batches(0, 4),
        "Cannot share global batches of 6 rows among 4 ranks (the number of ranks must divide the"
            + " batch)");
    refuses(() -> epoch.batches(3, 3), "Invalid rank: 3 (there are 3, counted from 0)");
    refuses(() -> epoch.batches(0, 0), "Invalid ranks: 0 (must be >= 1)");
  }

  @Test
  void refusesPlacesOutsideTheEpoch() {
    TrainPlan plan = new TrainPlan(Chunks.uniform(13, 1), RULE);
    TrainEpoch epoch = plan.epoch(0);

    refuses(() -> epoch.at(2, 0), "Invalid step: 2 (there are 2, counted from 0)");
    refuses(() -> epoch.at(0, 6), "Invalid row of a batch: 6 (there are 6, counted from 0)");
    refuses(
        () -> epoch.laneOffset(3), "Invalid number of steps done: 3 (there are 3, counted from 0)");
    refuses(() -> plan.steps(-1), "Invalid laneOffset: -1 (must be >= 0)");
    refuses(() -> plan.lane(2), "Invalid lane: 2 (there are 2, counted from 0)");
    refuses(() -> plan.order(0, 0).at(6), "Invalid position: 6 (there are 6, counted from 0)");
    refuses(
        () -> plan.order(0, 0).iterator(-1), "Invalid position: -1 (there are 7, counted from 0)");
  }

  @Test
  void orderEndsAfterItsLastRow() {
    PrimitiveIterator.OfInt rows =
        new TrainPlan(Chunks.uniform(13, 1), RULE).order(0, 0).iterator(6);

    assertThat(rows.hasNext()).isFalse();
    assertThatThrownBy(rows::nextInt).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void refusesRulesWithoutRows() {
    refuses(() -> new TrainRule(0, 0, 1, 1, Policy.WRAP), "Invalid lanes: 0 (must be >= 1)");
    refuses(() -> new TrainRule(0, 1, 0, 1, Policy.WRAP), "Invalid window: 0 (must be >= 1)");
    refuses(() -> new TrainRule(0, 1, 1, 0, Policy.WRAP), "Invalid rowsPerLane: 0 (must be >= 1)");
    refuses(() -> TrainRule.of(0, 0, 1), "Invalid globalBatch: 0 (must be >= 1)");
    refuses(() -> TrainRule.of(0, 1, 0), "Invalid ranks: 0 (must be >= 1)");
    refuses(
        () -> new TrainRule(0, 1 << 16, 1, 1 << 16, Policy.WRAP),
        "Invalid global batch: 4294967296 rows (must be < 2^31)");
  }

  @Test
  void refusesChunksOfImpossibleSizes() {
    refuses(() -> Chunks.of(3, -1), "Invalid size of chunk 1: -1 (must be >= 0)");
    refuses(() -> Chunks.uniform(3, 0), "Invalid chunk size: 0 (must be >= 1)");
    refuses(() -> Chunks.uniform(-1, 1), "Invalid rows: -1 (must be >= 0)");
    refuses(
        () -> Chunks.of(Integer.MAX_VALUE, 1),
        "Unsupported: more than 2^31 - 1 rows in one split (split it by category)");
  }

  @ParameterizedTest
  @EnumSource
  void policiesHaveNames(Policy policy) {
    assertThat(Policy.of(policy.text())).isEqualTo(policy);
  }

  @Test
  void refusesUnknownPolicies() {
    refuses(
        () -> Policy.of("torches"),
        "Invalid policy: torches (must be drop_tail, keep_tail, wrap or torch)");
  }

  private static void refuses(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
