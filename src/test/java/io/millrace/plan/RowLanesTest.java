package io.millrace.plan;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RowLanesTest {
  @Property(tries = 200)
  void areThoseOfThePlan(
      @ForAll @IntRange(min = 1, max = 500) int rows,
      @ForAll @IntRange(min = 1, max = 70) int lanes,
      @ForAll int seed) {
    TrainRule rule = new TrainRule(seed, lanes, 8, 1, Policy.KEEP_TAIL);
    TrainPlan plan = new TrainPlan(Chunks.uniform(rows, 1), rule);
    RowLanes found = new RowLanes(rows, rule);

    for (int number = 0; number < lanes; number++) {
      Lane lane = plan.lane(number);
      for (int segment = 0; segment < lane.segments(); segment++) {
        assertThat(found.lane(lane.from(segment))).isEqualTo(number);
      }
    }
  }
}
