package io.millrace.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.random.Golden;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvalPlanTest {
  @Test
  void sharesTheRowsAsTheVectorsDo() {
    for (JsonNode vector : Golden.read("plan-vectors.json").get("eval")) {
      EvalPlan plan =
          new EvalPlan(
              vector.get("samples").intValue(),
              vector.get("ranks").intValue(),
              vector.get("batch").intValue());

      assertThat(plan.steps()).isEqualTo(vector.get("steps").intValue());
      for (int rank = 0; rank < plan.ranks(); rank++) {
        int[] range = Golden.ints(vector.get("ranges").get(rank));

        assertThat(plan.range(rank)).isEqualTo(new RowRange(range[0], range[1]));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 8, 32})
  void readsEachOf83SamplesOnceOnAnyRanks(int ranks) {
    EvalPlan plan = new EvalPlan(83, ranks, 16);
    int[] read =
        IntStream.range(0, ranks)
            .mapToObj(rank -> rank)
            .flatMap(
                rank -> IntStream.range(0, plan.steps()).mapToObj(step -> plan.batch(rank, step)))
            .flatMapToInt(rows -> IntStream.range(rows.from(), rows.to()))
            .toArray();

    assertThat(read).isEqualTo(IntStream.range(0, 83).toArray());
  }

  @Property(tries = 1000)
  void everyRowIsOfTheRankInWhoseRangeItLies(
      @ForAll @IntRange(max = 300) int samples, @ForAll @IntRange(min = 1, max = 40) int ranks) {
    EvalPlan plan = new EvalPlan(samples, ranks, 1);
    for (int ordinal = 0; ordinal < samples; ordinal++) {
      RowRange range = plan.range(plan.rankOf(ordinal));

      assertThat(ordinal).isGreaterThanOrEqualTo(range.from()).isLessThan(range.to());
    }
  }

  @Property(tries = 1000)
  void batchesOfAllRanksCoverEachRowOnceInOrder(
      @ForAll @IntRange(max = 300) int samples,
      @ForAll @IntRange(min = 1, max = 40) int ranks,
      @ForAll @IntRange(min = 1, max = 40) int batch) {
    EvalPlan plan = new EvalPlan(samples, ranks, batch);
    int next = 0;
    for (int rank = 0; rank < ranks; rank++) {
      for (int step = 0; step < plan.steps(); step++) {
        RowRange rows = plan.batch(rank, step);

        assertThat(rows.from()).isEqualTo(next);
        assertThat(rows.rows()).isBetween(0, batch);
        next = rows.to();
      }
    }

    assertThat(next).isEqualTo(samples);
  }

  @Test
  void sharesManyRowsWithoutOverflow() {
    EvalPlan plan = new EvalPlan(Integer.MAX_VALUE, 64, Integer.MAX_VALUE);

    assertThat(plan.steps()).isEqualTo(1);
    assertThat(plan.batch(63, 0).to()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void refusesWhatCannotBeShared() {
    EvalPlan plan = new EvalPlan(5, 2, 2);

    refuses(() -> new EvalPlan(-1, 1, 1), "Invalid samples: -1 (must be >= 0)");
    refuses(() -> new EvalPlan(1, 0, 1), "Invalid ranks: 0 (must be >= 1)");
    refuses(() -> new EvalPlan(1, 1, 0), "Invalid batch: 0 (must be >= 1)");
    refuses(() -> plan.range(2), "Invalid rank: 2 (there are 2, counted from 0)");
    refuses(() -> plan.batch(0, 2), "Invalid step: 2 (there are 2, counted from 0)");
  }

  @Test
  void refusesRangesThatEndBeforeTheyBegin() {
    refuses(() -> new RowRange(3, 2), "Invalid range of rows: 3 to 2 (must be 0 <= from <= to)");
  }

  private static void refuses(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
