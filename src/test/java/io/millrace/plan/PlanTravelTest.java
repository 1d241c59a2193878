package io.millrace.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a rank is sent in order to compute its plan. */
class PlanTravelTest {
  @ParameterizedTest
  @MethodSource
  void valuesArriveAsTheyLeft(Serializable value) throws Exception {
    assertThat(sent(value)).isEqualTo(value);
  }

  static Stream<Serializable> valuesArriveAsTheyLeft() {
    return Stream.of(
        TrainRule.of(42, 32, 4),
        new EvalPlan(83, 4, 16),
        new RowRange(2, 5),
        new OrderHash(3),
        Chunks.uniform(10_000_000, 1));
  }

  @Test
  void listedChunksArriveAsTheyLeft() throws Exception {
    Chunks chunks = (Chunks) sent(Chunks.of(5, 0, 3));

    assertThat(chunks.count()).isEqualTo(3);
    assertThat(new int[] {chunks.start(1), chunks.end(1), chunks.start(2), chunks.end(2)})
        .containsExactly(5, 5, 5, 8);
  }

  private static Object sent(Serializable value) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }

    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}
