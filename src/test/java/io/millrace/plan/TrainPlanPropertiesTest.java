package io.millrace.plan;

import static io.millrace.plan.PlanCase.rows;
import static io.millrace.plan.PlanCase.sharedRows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TrainPlanPropertiesTest {
  private static final int TRIES = 1000;

  @Property(tries = TRIES)
  void lanesPartitionTheRowsEvenly(
      @ForAll @Size(max = 30) List<@IntRange(max = 9) Integer> sizes,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 12) int lanes) {
    Chunks chunks = Chunks.of(sizes.stream().mapToInt(i -> i).toArray());
    BitSet seen = new BitSet();
    for (Lane lane : Lane.deal(chunks, seed, lanes)) {
      assertThat(lane.rows()).isBetween(chunks.rows() / lanes, chunks.rows() / lanes + 1);
      assertThat(mark(lane, seen)).isEqualTo(lane.rows());
    }

    assertThat(seen.cardinality()).isEqualTo(chunks.rows()).isEqualTo(seen.length());
  }

  @Property(tries = TRIES)
  void epochRepeatsNothingAndLeavesOutLessThanABatch(
      @ForAll("cases") PlanCase made, @ForAll long epoch) {
    TrainPlan plan = made.plan();
    int[] rows = rows(plan.epoch(epoch));

    assertThat(IntStream.of(rows).distinct().count()).isEqualTo(rows.length);
    assertThat(plan.rows() - rows.length).isBetween(0, plan.rule().globalBatch() - 1);
  }

  @Property(tries = TRIES)
  void wrapTakesEveryRowAndFlagsExactlyTheRepeats(
      @ForAll("cases") PlanCase dropping, @ForAll long epoch) {
    TrainPlan plan = dropping.with(Policy.WRAP).plan();
    TrainEpoch wrapped = plan.epoch(epoch);
    BitSet seen = new BitSet();
    for (int step = 0; step < wrapped.steps(); step++) {
      for (int j = 0; j < plan.rule().globalBatch(); j++) {
        int row = wrapped.at(step, j);

        assertThat(wrapped.isRepeat(step, j)).isEqualTo(seen.get(row));
        seen.set(row);
      }
    }

    assertThat(seen.cardinality()).isEqualTo(plan.rows());
  }

  @Property(tries = TRIES)
  void orderOfALaneReadForwardsIsThatReadAnyhow(
      @ForAll("cases") PlanCase made, @ForAll long epoch) {
    TrainPlan plan = made.plan();
    PrimitiveIterator.OfInt forwards = plan.order(0, epoch).iterator(0);
    int[] backwards = new int[plan.lane(0).rows()];
    LaneOrder order = plan.order(0, epoch);
    for (int i = backwards.length - 1; i >= 0; i--) {
      backwards[i] = order.at(i);
    }

    assertThat(IntStream.generate(forwards::nextInt).limit(backwards.length).toArray())
        .isEqualTo(backwards);
    assertThat(forwards.hasNext()).isFalse();
  }

  @Property(tries = TRIES)
  void ranksThatDivideABatchShareTheSameBatches(
      @ForAll("cases") PlanCase made, @ForAll long epoch) {
    TrainPlan plan = made.plan();
    int[] whole = rows(plan.epoch(epoch));
    for (int ranks = 1; ranks <= plan.rule().globalBatch(); ranks++) {
      if (plan.rule().globalBatch() % ranks == 0) {
        assertThat(sharedRows(plan, epoch, ranks)).isEqualTo(whole);
      }
    }
  }

  @Property(tries = TRIES)
  void resumedEpochGoesOnWhereItStopped(
      @ForAll("cases") PlanCase made, @ForAll long epoch, @ForAll @IntRange(max = 20) int stop) {
    TrainPlan plan = made.plan();
    TrainEpoch whole = plan.epoch(epoch);
    int done = Math.min(stop, whole.steps());
    TrainEpoch rest = plan.epoch(epoch, whole.laneOffset(done));

    assertThat(rest.steps()).isEqualTo(whole.steps() - done);
    for (int step = 0; step < rest.steps(); step++) {
      assertThat(rest.batch(step)).isEqualTo(whole.batch(done + step));
    }
  }

  @Property(tries = TRIES)
  void resumedEpochWithOtherRowsPerLaneRepeatsNothing(
      @ForAll("cases") PlanCase made, @ForAll long epoch, @ForAll @IntRange(max = 20) int stop) {
    TrainPlan plan = made.plan();
    TrainEpoch first = plan.epoch(epoch);
    int done = Math.min(stop, first.steps());
    TrainPlan other = made.withRowsPerLane(1).plan();
    int[] rest = rows(other.epoch(epoch, first.laneOffset(done)));
    int[] both = IntStream.concat(IntStream.of(rows(first, done)), IntStream.of(rest)).toArray();

    assertThat(IntStream.of(both).distinct().count()).isEqualTo(both.length);
    assertThat(plan.rows() - both.length).isBetween(0, other.rule().globalBatch() - 1);
  }

  @Property(tries = TRIES)
  void evenChunksArePlannedAsTheSameChunksListed(
      @ForAll @IntRange(min = 1, max = 200) int rows,
      @ForAll @IntRange(min = 1, max = 9) int size,
      @ForAll long seed) {
    TrainRule rule = new TrainRule(seed, 1, 16, 1, Policy.DROP_TAIL);
    int[] sizes =
        IntStream.iterate(0, start -> start < rows, start -> start + size)
            .map(start -> Math.min(size, rows - start))
            .toArray();

    assertThat(rows(new TrainPlan(Chunks.uniform(rows, size), rule).epoch(1)))
        .isEqualTo(rows(new TrainPlan(Chunks.of(sizes), rule).epoch(1)));
  }

  @Provide
  Arbitrary<PlanCase> cases() {
    return PlanCase.any();
  }

  /** Counts the rows of a lane's segments, and marks them. */
  private static int mark(Lane lane, BitSet seen) {
    int rows = 0;
    for (int i = 0; i < lane.segments(); i++) {
      seen.set(lane.from(i), lane.to(i));
      rows += lane.to(i) - lane.from(i);
    }

    return rows;
  }
}
