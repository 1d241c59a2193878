package io.millrace.plan;

import java.util.Iterator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A small plan for properties, with what it was made of. */
record PlanCase(Chunks chunks, TrainRule rule) {
  static Arbitrary<PlanCase> any() {
    Arbitrary<Integer> small = Arbitraries.integers().between(1, 6);
    Arbitrary<int[]> sizes =
        Arbitraries.integers().between(0, 9).array(int[].class).ofMinSize(1).ofMaxSize(30);
    Arbitrary<TrainRule> rules =
        Combinators.combine(
                Arbitraries.longs(), small, Arbitraries.integers().between(1, 40), small)
            .as(
                (seed, lanes, window, m) ->
                    new TrainRule(seed, lanes, window, m, Policy.DROP_TAIL));
    return Combinators.combine(sizes, rules).as(PlanCase::of);
  }

  /** Those chunks and one more, so that a batch can be made. */
  private static PlanCase of(int[] sizes, TrainRule rule) {
    IntStream all = IntStream.concat(IntStream.of(sizes), IntStream.of(rule.globalBatch()));
    return new PlanCase(Chunks.of(all.toArray()), rule);
  }

  TrainPlan plan() {
    return new TrainPlan(chunks, rule);
  }

  PlanCase with(Policy policy) {
    return new PlanCase(chunks, rule.withPolicy(policy));
  }

  PlanCase withRowsPerLane(int rows) {
    return new PlanCase(
        chunks, new TrainRule(rule.seed(), rule.lanes(), rule.window(), rows, rule.policy()));
  }

  /** All rows of an epoch, batch after batch. */
  static int[] rows(TrainEpoch epoch) {
    return rows(epoch, epoch.steps());
  }

  /** The rows of its first steps. */
  static int[] rows(TrainEpoch epoch, int steps) {
    return IntStream.range(0, steps).flatMap(step -> IntStream.of(epoch.batch(step))).toArray();
  }

  /** All rows of an epoch, each rank reading its own part of every batch. */
  static int[] sharedRows(TrainPlan plan, long epoch, int ranks) {
    int[] rows = new int[plan.steps(0) * plan.rule().globalBatch()];
    for (int rank = 0; rank < ranks; rank++) {
      TrainEpoch own = plan.epoch(epoch);
      int at = own.part(rank, ranks).from();
      for (Iterator<int[]> parts = own.batches(rank, ranks); parts.hasNext(); ) {
        int[] part = parts.next();
        System.arraycopy(part, 0, rows, at, part.length);
        at += plan.rule().globalBatch();
      }
    }

    return rows;
  }
}
