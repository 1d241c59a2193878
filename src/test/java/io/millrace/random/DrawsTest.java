package io.millrace.random;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DrawsTest {
  @Test
  void drawsTheNumbersOfTheVectors() {
    for (JsonNode vector : Golden.read("plan-vectors.json").get("draw")) {
      Draw draw = draw(vector);

      assertThat(draw.key()).isEqualTo(Golden.bits(vector.get("key")));
      for (int n = 0; n < vector.get("bits").size(); n++) {
        assertThat(draw.bits(n)).isEqualTo(Golden.bits(vector.get("bits").get(n)));
        assertThat(draw.uniform(n)).isEqualTo(vector.get("uniform").get(n).doubleValue());
      }
    }
  }

  @Test
  void occurrencesOfAnOperationDrawApart() {
    Draws draws = Draws.of(42, 0, "bottle/train/good/000.png");

    assertThat(draws.operation("Flip", 0)).isNotEqualTo(draws.operation("Flip", 1));
  }

  @Property
  void uniformNumbersAreAtLeastZeroAndLessThanOne(
      @ForAll long key, @ForAll @IntRange(max = 100) int n) {
    assertThat(new Draw(key).uniform(n)).isBetween(0.0, Math.nextDown(1.0));
  }

  private static Draw draw(JsonNode vector) {
    return Draws.of(
            Golden.bits(vector.get("seed")),
            Golden.bits(vector.get("epoch")),
            vector.get("sample_id").textValue())
        .operation(vector.get("operation").textValue(), vector.get("occurrence").intValue());
  }
}
