package io.millrace.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.millrace.random.KeyMix;
import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Plans of unprepared data, whose chunks are single rows. */
class SingleRowsTest {
  private static final TrainRule RULE = new TrainRule(7, 4, 100, 8, Policy.WRAP);

  /** More than are held. */
  private static final int MANY = Deal.HELD + 5_000;

  private static Chunks sized(int rows) {
    return Chunks.of(IntStream.generate(() -> 1).limit(rows).toArray());
  }

  @Property(tries = 50)
  void areThoseOfChunksThatHappenToHaveOneRow(
      @ForAll @IntRange(min = 32, max = 900) int rows, @ForAll @IntRange(max = 3) int epoch) {
    TrainEpoch single = new TrainPlan(Chunks.uniform(rows, 1), RULE).epoch(epoch);
    TrainEpoch other = new TrainPlan(sized(rows), RULE).epoch(epoch);

    for (int step = 0; step < single.steps(); step++) {
      assertThat(single.batch(step)).isEqualTo(other.batch(step));
    }
    assertThat(uses(single)).isEqualTo(uses(other));
  }

  private static Object uses(TrainEpoch epoch) {
    ChunkOrder chunks = epoch.chunks(1, 2);
    return IntStream.range(0, chunks.size()).mapToObj(chunks::use).toList();
  }

  /** By the definition of the plan: two permutations, held whole. */
  @Test
  void areTheSameWhereTheyAreTooManyToBeHeld() {
    TrainPlan plan = new TrainPlan(Chunks.uniform(MANY, 1), RULE);
    int[] dealt = KeyMix.permutation(MANY, KeyMix.key(7, 1));
    for (int lane : new int[] {0, 3}) {
      int begin = (int) ((long) lane * MANY / 4);
      int rows = plan.lane(lane).rows();
      int[] segments = KeyMix.permutation(rows, KeyMix.key(7, 2, 5, lane));
      LaneOrder order = plan.order(lane, 5);
      int window = rows / 100 / 2;
      int[] shuffled = KeyMix.permutation(100, KeyMix.key(7, 3, 5, lane, window));
      for (int i = 0; i < 100; i++) {
        assertThat(order.at(window * 100 + i))
            .isEqualTo(dealt[begin + segments[window * 100 + shuffled[i]]]);
      }
    }
  }

  @Test
  void comeOnceAnEpochWhereTheyAreTooManyToBeHeld() {
    TrainPlan plan = new TrainPlan(Chunks.uniform(MANY, 1), RULE.withPolicy(Policy.KEEP_TAIL));
    boolean[] seen = new boolean[MANY];
    plan.epoch(1).batches(0, 1).forEachRemaining(batch -> mark(seen, batch));

    assertThat(IntStream.range(0, MANY).allMatch(row -> seen[row])).isTrue();
  }

  private static void mark(boolean[] seen, int[] batch) {
    for (int row : batch) {
      assertThat(seen[row]).isFalse();
      seen[row] = true;
    }
  }

  @Test
  void takeAsMuchMemoryHoweverManyThereAre() {
    TrainRule rule = new TrainRule(7, 8, 256, 4, Policy.KEEP_TAIL);
    assertThat(allocated(4 * Deal.HELD, rule)).isLessThan(64L << 20);
    assertThat(allocated(16 * Deal.HELD, rule)).isLessThan(64L << 20);
  }

  /** Bytes that a rank of eight allocates for its plan and its first step. */
  private static long allocated(int rows, TrainRule rule) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThat(new TrainPlan(Chunks.uniform(rows, 1), rule).epoch(0).batch(0, 3, 8)).hasSize(4);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
