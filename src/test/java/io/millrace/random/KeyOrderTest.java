package io.millrace.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KeyOrderTest {
  @Property(tries = 300)
  void isThePermutationWhateverItHolds(
      @ForAll @IntRange(max = 3000) int size,
      @ForAll long key,
      @ForAll @IntRange(min = 2, max = 4000) int most) {
    KeyOrder order = new KeyOrder(size, key, most);
    int[] places = new Random(key).ints(2L * size, 0, Math.max(1, size)).toArray();
    int[] whole = KeyMix.permutation(size, key);

    assertThat(order.at(IntStream.range(0, size).toArray())).isEqualTo(whole);
    assertThat(order.at(places)).isEqualTo(Arrays.stream(places).map(i -> whole[i]).toArray());
    for (int place = 0; place < size; place += 1 + size / 3) {
      assertThat(order.at(place)).isEqualTo(whole[place]);
    }
  }

  @Test
  void refusesToHoldNothing() {
    assertThatThrownBy(() -> new KeyOrder(5, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid number of integers: 1 (must be >= 2)");
  }
}
