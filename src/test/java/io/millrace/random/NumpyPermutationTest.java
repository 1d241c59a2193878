package io.millrace.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class NumpyPermutationTest {
  @Test
  void permutesAsNumpyRandomState() {
    assertThat(NumpyPermutation.of(10, 42)).containsExactly(8, 1, 5, 0, 7, 2, 9, 4, 3, 6);
  }

  @Test
  void beginsAsTheKolektorSplitOfTheReference() {
    assertThat(Arrays.copyOf(NumpyPermutation.of(347, 42), 12))
        .containsExactly(322, 114, 325, 267, 307, 124, 202, 223, 254, 152, 75, 183);
  }

  @Test
  void samplesAsPandasDoes() {
    assertThat(Arrays.copyOf(NumpyPermutation.of(10, 0), 5)).containsExactly(2, 8, 4, 9, 1);
  }

  @Property
  void holdsEveryIndexOnce(
      @ForAll @IntRange(max = 2000) int n, @ForAll @LongRange(max = 0xFFFFFFFFL) long seed) {
    assertThat(IntStream.of(NumpyPermutation.of(n, seed)).sorted())
        .containsExactlyElementsOf(IntStream.range(0, n).boxed().toList());
  }

  @Test
  void refusesSeedsThatNumpyRefuses() {
    assertThatThrownBy(() -> NumpyPermutation.of(3, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid numpy seed: -1 (must be 0 to 4294967295)");
    assertThatThrownBy(() -> NumpyPermutation.of(3, 1L << 32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid numpy seed: 4294967296 (must be 0 to 4294967295)");
  }

  @Test
  void refusesNegativeLengths() {
    assertThatThrownBy(() -> NumpyPermutation.of(-1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid permutation length: -1 (must be >= 0)");
  }
}
