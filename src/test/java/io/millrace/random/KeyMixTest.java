package io.millrace.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Positive;
import org.junit.jupiter.api.Test;

class KeyMixTest {
  @Test
  void mixesAsTheVectorsDo() {
    for (JsonNode vector : vectors("mix")) {
      assertThat(KeyMix.mix(Golden.bits(vector.get(0)))).isEqualTo(Golden.bits(vector.get(1)));
    }
  }

  @Test
  void makesTheKeysOfTheVectors() {
    for (JsonNode vector : vectors("key")) {
      assertThat(KeyMix.key(longs(vector.get(0)))).isEqualTo(Golden.bits(vector.get(1)));
    }
  }

  @Test
  void permutesAsTheVectorsDo() {
    for (JsonNode vector : vectors("perm")) {
      long key = KeyMix.key(longs(vector.get("key_parts")));

      assertThat(key).isEqualTo(Golden.bits(vector.get("key")));
      assertThat(KeyMix.permutation(vector.get("n").intValue(), key))
          .containsExactly(Golden.ints(vector.get("perm")));
    }
  }

  @Test
  void hashesIdsIntoTheBucketsOfTheVectors() {
    for (JsonNode vector : vectors("hash64_bucket")) {
      long hash = KeyMix.hash64(vector.get("sample_id").textValue());

      assertThat(hash).isEqualTo(Golden.bits(vector.get("hash64")));
      assertThat(KeyMix.bucket(hash, vector.get("buckets").intValue()))
          .isEqualTo(vector.get("bucket").intValue());
    }
  }

  @Property
  void mixIsUndone(@ForAll long z) {
    assertThat(KeyMix.unmix(KeyMix.mix(z))).isEqualTo(z);
    assertThat(KeyMix.mix(KeyMix.unmix(z))).isEqualTo(z);
  }

  @Property
  void permutationIsTheIndicesSortedByTheirUnsignedMix(
      @ForAll @IntRange(max = 500) int n, @ForAll long key) {
    Comparator<Integer> byMix =
        (a, b) ->
            Long.compareUnsigned(KeyMix.mix(key ^ KeyMix.mix(a)), KeyMix.mix(key ^ KeyMix.mix(b)));

    assertThat(KeyMix.permutation(n, key))
        .containsExactly(IntStream.range(0, n).boxed().sorted(byMix).mapToInt(i -> i).toArray());
  }

  @Property
  void bucketIsTheHighHalfOfTheUnsignedProduct(@ForAll long hash, @ForAll @Positive int buckets) {
    BigInteger product =
        new BigInteger(Long.toUnsignedString(hash)).multiply(BigInteger.valueOf(buckets));

    assertThat(KeyMix.bucket(hash, buckets)).isEqualTo(product.shiftRight(64).intValueExact());
  }

  @Test
  void refusesNoBuckets() {
    assertThatThrownBy(() -> KeyMix.bucket(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid number of buckets: 0 (must be >= 1)");
  }

  @Test
  void refusesNegativeLengths() {
    assertThatThrownBy(() -> KeyMix.permutation(-1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid permutation length: -1 (must be >= 0)");
  }

  private static JsonNode vectors(String name) {
    return Golden.read("plan-vectors.json").get(name);
  }

  private static long[] longs(JsonNode array) {
    return IntStream.range(0, array.size()).mapToLong(i -> Golden.bits(array.get(i))).toArray();
  }
}
