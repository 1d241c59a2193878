package io.millrace.plan;

import static io.millrace.plan.PlanCase.fresh;
import static io.millrace.plan.PlanCase.parts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds under every policy, on small plans: at every step, for every number of ranks. */
class PolicyPropertiesTest {
  private static final int TRIES = 1000;

  @Property(tries = TRIES)
  void everyNumberOfRanksReadsTheSameRowsAtEachStep(
      @ForAll("cases") PlanCase made, @ForAll @IntRange(max = 9) int epoch) {
    TrainEpoch planned = made.plan().epoch(epoch);
    for (int ranks : made.ranks()) {
      for (int step = 0; step < planned.steps(); step++) {
        if (made.rule().policy() == Policy.TORCH) {
          assertThat(withoutRepeats(planned, step, ranks))
              .containsExactlyInAnyOrder(planned.batch(step));
        } else {
          assertThat(parts(planned, step, ranks)).isEqualTo(planned.batch(step));
        }
      }
    }
  }

  private static int[] withoutRepeats(TrainEpoch epoch, int step, int ranks) {
    int before = fresh(epoch, step, ranks).length;
    return IntStream.of(fresh(epoch, step + 1, ranks)).skip(before).toArray();
  }

  @Property(tries = TRIES)
  void onlyTheLastStepIsShort(
      @ForAll("cases") PlanCase made, @ForAll @IntRange(max = 9) int epoch) {
    TrainEpoch planned = made.plan().epoch(epoch);
    for (int ranks : made.ranks()) {
      int share = made.rule().globalBatch() / ranks;
      for (int step = 0; step < planned.steps(); step++) {
        for (int rank = 0; rank < ranks; rank++) {
          int rows = planned.batch(step, rank, ranks).length;

          assertThat(rows).isLessThanOrEqualTo(share);
          assertThat(rows == share || step == planned.steps() - 1).isTrue();
          switch (made.rule().policy()) {
            case DROP_TAIL, WRAP -> assertThat(rows).isEqualTo(share);
            case TORCH -> assertThat(rows).isEqualTo(planned.batch(step, 0, ranks).length);
            case KEEP_TAIL -> assertThat(rows).isNotNegative();
          }
        }
      }
    }
  }

  @Property(tries = TRIES)
  void epochHasEveryRowOnceButForTheTailThatIsDropped(
      @ForAll("cases") PlanCase made, @ForAll @IntRange(max = 9) int epoch) {
    TrainEpoch planned = made.plan().epoch(epoch);
    for (int ranks : made.ranks()) {
      assertOnce(made, fresh(planned, planned.steps(), ranks));
    }
  }

  @Property(tries = TRIES)
  void epochStoppedAtAnyStepGoesOnWithOtherRanksAndRowsPerLane(
      @ForAll("cases") PlanCase made,
      @ForAll @IntRange(min = 1, max = 9) int rowsPerLane,
      @ForAll @IntRange(max = 7) int pick) {
    PlanCase other = made.withRowsPerLane(rowsPerLane);
    Assume.that(
        made.rule().policy().takesShortBatches()
            || other.rule().globalBatch() <= made.chunks().rows());
    TrainEpoch first = made.plan().epoch(1);
    int ranks = pick(made.ranks(), pick);
    int otherRanks = pick(other.ranks(), pick + 1);
    for (int done = 0; done <= first.steps(); done++) {
      TrainEpoch rest = other.plan().epoch(1, first.laneOffset(done));
      IntStream before = IntStream.of(fresh(first, done, ranks));
      IntStream after = IntStream.of(fresh(rest, rest.steps(), otherRanks));

      assertOnce(other, IntStream.concat(before, after).toArray());
    }
  }

  @Property(tries = TRIES)
  void epochStoppedAtAnyStepGoesOnWithTheSameBatchesAndHash(@ForAll("cases") PlanCase made) {
    TrainEpoch whole = made.plan().epoch(2);
    OrderHash before = OrderHash.NONE;
    for (int done = 0; done <= whole.steps(); done++) {
      TrainEpoch rest = made.plan().epoch(2, whole.laneOffset(done));

      assertThat(rest.steps()).isEqualTo(whole.steps() - done);
      assertThat(before.plus(rest.hash(1))).isEqualTo(whole.hash(1));
      for (int step = 0; step < rest.steps(); step++) {
        assertThat(rest.batch(step)).isEqualTo(whole.batch(done + step));
      }

      before = done < whole.steps() ? before.plus(whole.hash(done, 0, 1)) : before;
    }
  }

  @Property(tries = TRIES)
  void stepsReadBackwardsAreThoseReadForwards(
      @ForAll("cases") PlanCase made, @ForAll @IntRange(max = 7) int pick) {
    int ranks = pick(made.ranks(), pick);
    for (int rank = 0; rank < ranks; rank++) {
      TrainEpoch backwards = made.plan().epoch(3);
      int[][] read = new int[backwards.steps()][];
      for (int step = read.length - 1; step >= 0; step--) {
        read[step] = backwards.batch(step, rank, ranks);
      }

      Iterator<int[]> forwards = made.plan().epoch(3).batches(rank, ranks);
      for (int[] batch : read) {
        assertThat(forwards.next()).isEqualTo(batch);
      }

      assertThat(forwards.hasNext()).isFalse();
    }
  }

  @Property(tries = TRIES)
  void hashDoesNotDependOnRanksButForTorch(@ForAll("cases") PlanCase made, @ForAll long epoch) {
    Assume.that(made.rule().policy() != Policy.TORCH);
    TrainEpoch planned = made.plan().epoch(epoch);
    for (int ranks : made.ranks()) {
      assertThat(planned.hash(ranks)).isEqualTo(planned.hash(1));
    }
  }

  private static int pick(int[] numbers, int index) {
    return numbers[index % numbers.length];
  }

  /** Nothing twice, and everything but less than a batch where the tail is dropped. */
  private static void assertOnce(PlanCase made, int[] rows) {
    assertThat(IntStream.of(rows).distinct().count()).isEqualTo(rows.length);
    boolean drops = made.rule().policy() == Policy.DROP_TAIL;
    assertThat(made.chunks().rows() - rows.length)
        .isBetween(0, drops ? made.rule().globalBatch() - 1 : 0);
  }

  @Provide
  Arbitrary<PlanCase> cases() {
    return PlanCase.ofAnyPolicy();
  }
}
