package io.millrace.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.random.Golden;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The vectors of plan-vectors.json; one of them has fewer rows than lanes. */
class TrainPlanVectorsTest {
  @Test
  void dealsTheLanesOfTheVectors() {
    for (JsonNode vector : vectors().toList()) {
      TrainRule rule = rule(vector, Policy.DROP_TAIL);
      List<Lane> lanes = Lane.deal(chunks(vector), rule.seed(), rule.lanes());
      for (int lane = 0; lane < lanes.size(); lane++) {
        JsonNode segments = vector.get("lane_segments").get(lane);

        assertThat(lanes.get(lane).segments()).isEqualTo(segments.size());
        for (int i = 0; i < segments.size(); i++) {
          assertThat(new int[] {lanes.get(lane).from(i), lanes.get(lane).to(i)})
              .containsExactly(Golden.ints(segments.get(i)));
        }
      }
    }
  }

  @Test
  void makesTheBatchesOfTheVectors() {
    for (JsonNode vector : planned().toList()) {
      TrainPlan plan = new TrainPlan(chunks(vector), rule(vector, Policy.DROP_TAIL));
      for (JsonNode epoch : vector.get("epochs")) {
        TrainEpoch planned = plan.epoch(epoch.get("epoch").longValue());

        assertThat(planned.steps()).isEqualTo(epoch.get("steps").intValue());
        assertBatches(planned, epoch.get("global_batches"));
      }
    }
  }

  @Test
  void goesOnAsTheVectorsDoWithOtherRowsPerLane() {
    for (JsonNode vector : planned().toList()) {
      JsonNode resume = vector.get("resume");
      TrainRule first = rule(vector, Policy.DROP_TAIL);
      int rowsPerLane = resume.get("rows_per_lane").intValue();
      TrainRule rule =
          new TrainRule(first.seed(), first.lanes(), first.window(), rowsPerLane, first.policy());

      assertBatches(
          new TrainPlan(chunks(vector), rule)
              .epoch(resume.get("epoch").longValue(), resume.get("lane_offset").intValue()),
          resume.get("global_batches"));
    }
  }

  @Test
  void wrapsAsTheVectorsDo() {
    for (JsonNode vector : planned().toList()) {
      JsonNode batches = vector.get("wrap_epoch_0");
      TrainEpoch epoch = new TrainPlan(chunks(vector), rule(vector, Policy.WRAP)).epoch(0);

      assertThat(epoch.steps()).isEqualTo(batches.size());
      for (int step = 0; step < batches.size(); step++) {
        for (int j = 0; j < batches.get(step).size(); j++) {
          JsonNode row = batches.get(step).get(j);

          assertThat(epoch.at(step, j)).isEqualTo(row.get(0).intValue());
          assertThat(epoch.isRepeat(step, j)).isEqualTo(row.get(1).booleanValue());
        }
      }
    }
  }

  @Test
  void keepsTheTailThatTheVectorsWrapWithoutTheRepeats() {
    for (JsonNode vector : planned().toList()) {
      JsonNode batches = vector.get("wrap_epoch_0");
      TrainEpoch epoch = new TrainPlan(chunks(vector), rule(vector, Policy.KEEP_TAIL)).epoch(0);

      assertThat(epoch.steps()).isEqualTo(batches.size());
      for (int step = 0; step < batches.size(); step++) {
        assertThat(epoch.batch(step))
            .containsExactly(
                StreamSupport.stream(batches.get(step).spliterator(), false)
                    .filter(row -> !row.get(1).booleanValue())
                    .mapToInt(row -> row.get(0).intValue())
                    .toArray());
      }
    }
  }

  @Test
  void refusesTheVectorWithoutSteps() {
    for (JsonNode vector : vectors().filter(v -> !hasSteps(v)).toList()) {
      assertThatThrownBy(() -> new TrainPlan(chunks(vector), rule(vector, Policy.DROP_TAIL)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Cannot make global batches of 4 rows from 3 rows (the largest that works is 3 with"
                  + " 3 lanes)");
    }
  }

  private static void assertBatches(TrainEpoch epoch, JsonNode batches) {
    assertThat(epoch.steps()).isEqualTo(batches.size());
    for (int step = 0; step < batches.size(); step++) {
      assertThat(epoch.batch(step)).containsExactly(Golden.ints(batches.get(step)));
    }
  }

  private static Stream<JsonNode> vectors() {
    JsonNode train = Golden.read("plan-vectors.json").get("train");
    return StreamSupport.stream(train.spliterator(), false);
  }

  private static Stream<JsonNode> planned() {
    return vectors().filter(TrainPlanVectorsTest::hasSteps);
  }

  private static boolean hasSteps(JsonNode vector) {
    return vector.get("epochs").get(0).get("steps").intValue() > 0;
  }

  private static Chunks chunks(JsonNode vector) {
    return Chunks.of(Golden.ints(vector.get("chunk_sizes")));
  }

  private static TrainRule rule(JsonNode vector, Policy policy) {
    return new TrainRule(
        Golden.bits(vector.get("seed")),
        vector.get("lanes").intValue(),
        vector.get("window").intValue(),
        vector.get("rows_per_lane").intValue(),
        policy);
  }
}
