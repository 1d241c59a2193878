package io.millrace.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ChunkOrderTest {
  private static final int TRIES = 1000;

  /** Two chunks of four rows in one lane, windows of four rows: a chunk after the other. */
  private static final TrainPlan TWO =
      new TrainPlan(Chunks.uniform(8, 4), new TrainRule(0, 1, 4, 2, Policy.DROP_TAIL));

  @Test
  void readsOneChunkAfterTheOther() {
    ChunkOrder order = TWO.epoch(0).chunks(0, 1);
    int first = TWO.epoch(0).at(0, 0) / 4;

    assertThat(order.size()).isEqualTo(2);
    assertThat(order.use(0)).isEqualTo(use(first, 0));
    assertThat(order.use(1)).isEqualTo(use(1 - first, 2));
    assertThat(order.chunks()).isEqualTo(2);
  }

  private static ChunkOrder.Use use(int chunk, int step) {
    RowRange rows = new RowRange(4 * chunk, 4 * chunk + 4);
    return new ChunkOrder.Use(0, chunk, rows, step, step + 1);
  }

  @Test
  void saysWhenAChunkIsNeededAgain() {
    ChunkOrder order = TWO.epoch(0).chunks(0, 1);
    ChunkOrder following = TWO.epoch(1).chunks(0, 1);
    int first = order.use(0).chunk();
    int inTheNext = following.nextStep(first, 0).getAsInt();

    assertThat(order.nextStep(first, 0)).hasValue(0);
    assertThat(order.nextStep(first, 1)).hasValue(1);
    assertThat(order.nextStep(first, 2)).isEmpty();
    assertThat(order.stepsUntil(1 - first, 0, following)).hasValue(2);
    assertThat(order.stepsUntil(first, 2, following)).hasValue(2 + inTheNext);
    assertThat(order.nextStep(7, 0)).isEmpty();
    assertThat(order.stepsUntil(7, 0, following)).isEmpty();
  }

  @Test
  void refusesUsesThatAreNot() {
    ChunkOrder order = TWO.epoch(0).chunks(0, 1);

    assertThatThrownBy(() -> order.use(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid use of a chunk: 2 (there are 2, counted from 0)");
  }

  @Property(tries = TRIES)
  void everyRowOfAStepIsInAChunkNeededThen(
      @ForAll("cases") PlanCase made, @ForAll @IntRange(max = 20) int laneOffset) {
    TrainEpoch epoch = made.plan().epoch(1, laneOffset);
    for (int ranks : made.ranks()) {
      for (int rank = 0; rank < ranks; rank++) {
        ChunkOrder order = epoch.chunks(rank, ranks);
        for (int step = 0; step < epoch.steps(); step++) {
          for (int row : epoch.batch(step, rank, ranks)) {
            int chunk = made.chunks().chunkOf(row);

            assertThat(order.nextStep(chunk, step)).isEqualTo(OptionalInt.of(step));
          }
        }
      }
    }
  }

  @Property(tries = TRIES)
  void usesComeInTheOrderOfTheirFirstStep(
      @ForAll("cases") PlanCase made, @ForAll @IntRange(max = 20) int laneOffset) {
    TrainEpoch epoch = made.plan().epoch(1, laneOffset);
    ChunkOrder order = epoch.chunks(0, 1);
    int last = 0;
    for (int i = 0; i < order.size(); i++) {
      ChunkOrder.Use use = order.use(i);

      assertThat(use.firstStep()).isBetween(last, epoch.steps() - 1);
      assertThat(use.lastStep()).isBetween(use.firstStep(), epoch.steps() - 1);
      assertThat(made.chunks().chunkOf(use.rows().from())).isEqualTo(use.chunk());
      assertThat(use.rows().to()).isLessThanOrEqualTo(made.chunks().end(use.chunk()));
      last = use.firstStep();
    }
  }

  @Property(tries = TRIES)
  void oneRankNeedsTheChunksOfItsRowsAndNoOthers(@ForAll("cases") PlanCase dropping) {
    PlanCase made =
        dropping.rule().policy() == Policy.DROP_TAIL ? dropping.with(Policy.WRAP) : dropping;
    TrainEpoch epoch = made.plan().epoch(4);
    TreeSet<Integer> touched =
        IntStream.of(PlanCase.rows(epoch))
            .mapToObj(made.chunks()::chunkOf)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(epoch.chunks(0, 1).chunkNumbers()).containsExactlyElementsOf(touched);
  }

  @Property
  void chunkOfARowIsTheOneThatHasIt(@ForAll("cases") PlanCase made) {
    Chunks chunks = made.chunks();
    for (int chunk = 0; chunk < chunks.count(); chunk++) {
      for (int row = chunks.start(chunk); row < chunks.end(chunk); row++) {
        assertThat(chunks.chunkOf(row)).isEqualTo(chunk);
      }
    }
  }

  @Provide
  Arbitrary<PlanCase> cases() {
    return PlanCase.ofAnyPolicy();
  }
}
