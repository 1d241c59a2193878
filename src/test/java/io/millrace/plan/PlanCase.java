package io.millrace.plan;

import java.util.BitSet;
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

  /** Every policy, also over fewer rows than a batch where that is allowed. */
  static Arbitrary<PlanCase> ofAnyPolicy() {
    Arbitrary<PlanCase> full =
        Combinators.combine(any(), Arbitraries.of(Policy.class)).as(PlanCase::with);
    return Combinators.combine(full, Arbitraries.integers().between(0, 9))
        .as((made, rows) -> rows > 5 ? made : made.fewer(rows))
        // random ones are small enough to meet the edges
        .withoutEdgeCases();
  }

  /** The first chunks alone, unless the policy fills every batch. */
  private PlanCase fewer(int chunkCount) {
    boolean fills = rule.policy() == Policy.DROP_TAIL || rule.policy() == Policy.WRAP;
    int count = Math.min(chunkCount, chunks.count());
    return fills
        ? this
        : new PlanCase(
            Chunks.of(
                IntStream.range(0, count).map(i -> chunks.end(i) - chunks.start(i)).toArray()),
            rule);
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
    return new PlanCase(chunks, rule.withRowsPerLane(rows));
  }

  /** The numbers of ranks that can share a batch. */
  int[] ranks() {
    return IntStream.rangeClosed(1, rule.globalBatch())
        .filter(ranks -> rule.globalBatch() % ranks == 0)
        .toArray();
  }

  /** The parts of all ranks of a step. */
  static int[] parts(TrainEpoch epoch, int step, int ranks) {
    return IntStream.range(0, ranks)
        .flatMap(rank -> IntStream.of(epoch.batch(step, rank, ranks)))
        .toArray();
  }

  /** The rows of the first steps that so many ranks read, without the repeats. */
  static int[] fresh(TrainEpoch epoch, int steps, int ranks) {
    IntStream.Builder rows = IntStream.builder();
    for (int step = 0; step < steps; step++) {
      for (int rank = 0; rank < ranks; rank++) {
        int[] batch = epoch.batch(step, rank, ranks);
        BitSet repeats = epoch.repeats(step, rank, ranks);
        IntStream.range(0, batch.length)
            .filter(i -> !repeats.get(i))
            .forEach(i -> rows.add(batch[i]));
      }
    }

    return rows.build().toArray();
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
