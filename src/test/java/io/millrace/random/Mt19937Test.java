package io.millrace.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Expected numbers are torch 2.13's and numpy's own. */
class Mt19937Test {
  @Test
  void drawsTheStreamOfTorch() {
    Mt19937 random = new Mt19937(42);

    assertThat(new long[] {random.nextUnsigned(), random.nextUnsigned(), random.nextUnsigned()})
        .containsExactly(1608637542L, 3421126067L, 4083286876L);
    assertThat(random.nextInt()).isEqualTo(787846414);
  }

  @Test
  void joinsTwoDrawsToSixtyFourBitsHighHalfFirst() {
    assertThat(new Mt19937(42).nextLong()).isEqualTo(1608637542L << 32 | 3421126067L);
  }

  @Test
  void drawsFloatsAsTorchRand() {
    Mt19937 random = new Mt19937(42);

    assertThat(new float[] {random.nextFloat(), random.nextFloat(), random.nextFloat()})
        .containsExactly(0.88226926f, 0.91500396f, 0.38286376f);
  }

  @Test
  void drawsIntegersAsTorchRandint() {
    Mt19937 random = new Mt19937(42);
    int[] drawn = new int[10];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = random.randint(0, 6);
    }

    assertThat(drawn).containsExactly(0, 5, 4, 4, 0, 5, 4, 2, 4, 5);
  }

  @Test
  void drawsFromTheWholeRangeOfIntegers() {
    assertThat(new Mt19937(42).randint(Integer.MIN_VALUE, Integer.MAX_VALUE))
        .isEqualTo((int) (Integer.MIN_VALUE + 1608637542L));
  }

  @Test
  void permutesAsTorchRandperm() {
    assertThat(new Mt19937(42).permutation(5)).containsExactly(2, 4, 3, 0, 1);
    assertThat(new Mt19937(42).permutation(10)).containsExactly(2, 6, 1, 8, 4, 5, 0, 9, 3, 7);
    assertThat(new Mt19937(1).permutation(10)).containsExactly(5, 6, 1, 2, 0, 8, 9, 3, 7, 4);
    assertThat(new Mt19937(123).permutation(20))
        .containsExactly(2, 9, 14, 15, 16, 7, 8, 5, 19, 0, 11, 18, 10, 17, 12, 6, 1, 13, 3, 4);
  }

  @Test
  void permutesAsTorchDistributedSamplerBeforeItIsStrided() {
    assertThat(new Mt19937(0).permutation(7)).containsExactly(4, 0, 5, 3, 2, 6, 1);
  }

  @Test
  void takesTheLowThirtyTwoBitsOfTheSeed() {
    assertThat(new Mt19937(42 + (1L << 32)).permutation(5)).containsExactly(2, 4, 3, 0, 1);
    assertThat(new Mt19937(-1).nextInt()).isEqualTo(new Mt19937(0xFFFFFFFFL).nextInt());
  }

  @Property
  void permutationHoldsEveryIndexOnce(@ForAll @IntRange(max = 2000) int n, @ForAll long seed) {
    assertThat(IntStream.of(new Mt19937(seed).permutation(n)).sorted())
        .containsExactlyElementsOf(IntStream.range(0, n).boxed().toList());
  }

  @Test
  void refusesAnEmptyRange() {
    assertThatThrownBy(() -> new Mt19937(0).randint(3, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid range: [3, 3) (must hold at least one number)");
  }

  @Test
  void refusesLengthsThatTorchShufflesInAnotherWay() {
    assertThatThrownBy(() -> new Mt19937(0).permutation(214748364))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid permutation length: 214748364 (must be 0 to 214748363)");
    assertThatThrownBy(() -> new Mt19937(0).permutation(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid permutation length: -1 (must be 0 to 214748363)");
  }
}
