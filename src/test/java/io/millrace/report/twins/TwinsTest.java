package io.millrace.report.twins;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.random.KeyMix;
import io.millrace.sample.Split;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TwinsTest {
  private static final int ALL = 1 << 20;

  @Test
  void findsEveryHashWithinReachAndNoOther() {
    Random random = new Random(3);
    long[] hashes = LongStream.generate(random::nextLong).limit(3000).toArray();
    for (int i = 0; i < 1000; i++) {
      long changed = hashes[i];
      for (int bit = 0; bit < i % 20; bit++) {
        changed ^= 1L << random.nextInt(Long.SIZE);
      }
      hashes[1000 + i] = changed;
    }

    HashIndex index = new HashIndex(hashes);
    for (int i = 0; i < hashes.length; i += 7) {
      long hash = hashes[i];
      TreeSet<Integer> found = new TreeSet<>();
      assertThat(index.within(hash, ALL, found::add)).isTrue();
      assertThat(found)
          .containsExactlyElementsOf(
              IntStream.range(0, hashes.length)
                  .filter(other -> Long.bitCount(hash ^ hashes[other]) <= HashIndex.REACH)
                  .boxed()
                  .toList());
    }
  }

  @Test
  void stopsLookingWhereThousandsAreAlike() {
    HashIndex index = new HashIndex(new long[5000]);
    int[] looks = {0};

    assertThat(index.within(0, 1000, place -> looks[0]++)).isFalse();
    assertThat(looks[0]).isEqualTo(1000);
  }

  @Test
  void pairsEachLaterPictureWithTheFirstOfTheSamePixelsOfTheEarliestSubset() {
    PrintTable table = new PrintTable();
    add(table, 7, Split.TEST);
    add(table, 7, Split.VAL);
    add(table, 7, Split.TRAIN);
    add(table, 7, Split.TRAIN);
    add(table, 8, Split.TEST);
    add(table, 8, Split.TEST);

    assertThat(ExactTwins.of(table).pairs())
        .containsExactly(new Candidate(2, 0, 0), new Candidate(2, 1, 0));
  }

  private static void add(PrintTable table, long content, Split home) {
    table.add(new PrintTable.Entry(content, 0, PrintTable.BLIND, home));
  }

  @Test
  void findsNearTwinsAmongManyPicturesOfOneProduct() {
    Product product = new Product(400);
    Usual usual = product.usual();
    PrintTable table = product.table();
    NearTwins near = NearTwins.of(table, ExactTwins.of(table), 4000);

    assertThat(near.dropped()).isZero();
    assertThat(near.candidates().stream().filter(pair -> product.isNear(pair, usual)))
        .hasSize(20)
        .allMatch(pair -> pair.later() == pair.earlier() + 3 && product.isTwin(pair.later()));
  }

  @Test
  void keepsTheNearestOfTooManyCandidatesAndCountsTheOthers() {
    PrintTable table = new Product(400).table();
    ExactTwins exact = ExactTwins.of(table);
    NearTwins all = NearTwins.of(table, exact, 4000);
    NearTwins few = NearTwins.of(table, exact, 5);

    assertThat(few.candidates()).isEqualTo(all.candidates().subList(0, 5));
    assertThat(few.dropped()).isEqualTo(all.candidates().size() - 5L);
  }

  @Test
  void cutsCandidatesIntoPartsOfSoManyEarlierPictures() {
    PrintTable table = new Product(400).table();
    NearTwins near = NearTwins.of(table, ExactTwins.of(table));
    List<List<Candidate>> rounds = near.rounds(7);

    assertThat(rounds.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(near.candidates());
    List<Integer> earlier =
        rounds.stream()
            .flatMap(round -> round.stream().map(Candidate::earlier).distinct())
            .toList();
    assertThat(earlier).doesNotHaveDuplicates().hasSizeGreaterThan(14);
    assertThat(rounds.subList(0, rounds.size() - 1))
        .allMatch(round -> round.stream().map(Candidate::earlier).distinct().count() == 7);
  }

  @Test
  void tellsPicturesApartWhateverTheirBrightness() {
    Print print = new Product(1).print(0, 1, 0);
    Print brighter = new Product(1).print(0, 1.2, 10);

    assertThat(new Usual().distance(print, brighter)).isLessThan(0.001);
    assertThat(Print.of(print.bytes()).levels()).isEqualTo(print.levels());
    assertThat(Print.of(5, new double[Print.CELLS]).isFlat()).isTrue();
    assertThat(Print.of(Print.blind(5).bytes()).isFlat()).isTrue();
  }

  @Test
  void addsTablesAsBytes() {
    PrintTable table = new PrintTable();
    table.add(new Product(100).table().bytes());
    add(table, 9, Split.VAL);

    assertThat(table.size()).isEqualTo(101);
    assertThat(table.home(100)).isEqualTo(Split.VAL);
    assertThat(table.hash(13)).isEqualTo(new Product(100).table().hash(13));
  }

  /** Nearly the same pictures; each twentieth is a near twin of the one three before. */
  private record Product(int count) {
    private static double[] field(long seed) {
      Random random = new Random(KeyMix.mix(seed));
      double[] sum = new double[Print.CELLS];
      for (int wave = 0; wave < 20; wave++) {
        double right = random.nextGaussian() * 0.3;
        double down = random.nextGaussian() * 0.3;
        double phase = random.nextDouble() * 2 * Math.PI;
        for (int i = 0; i < Print.CELLS; i++) {
          int row = i / Print.SIDE;
          sum[i] += Math.cos(phase + right * (i % Print.SIDE) + down * row);
        }
      }

      return sum;
    }

    boolean isTwin(int number) {
      return number % 20 == 19;
    }

    Print print(int number, double contrast, double more) {
      double[] common = field(0);
      double[] special = field(isTwin(number) ? number - 2 : number + 1);
      Random noise = new Random(number);
      double[] means = new double[Print.CELLS];
      for (int i = 0; i < means.length; i++) {
        double level = 100 + 3 * (5 * common[i] + special[i] + 0.02 * noise.nextGaussian());
        means[i] = contrast * level + more;
      }

      return Print.of(number, means);
    }

    Usual usual() {
      Usual usual = new Usual();
      IntStream.range(0, count).forEach(number -> usual.add(print(number, 1, 0)));
      return usual;
    }

    PrintTable table() {
      Usual usual = usual();
      PrintTable table = new PrintTable();
      for (int number = 0; number < count; number++) {
        Split home = number % 10 == 9 ? Split.TEST : Split.TRAIN;
        table.add(new PrintTable.Entry(number, usual.hash(print(number, 1, 0)), 0, home));
      }

      return table;
    }

    boolean isNear(Candidate pair, Usual usual) {
      Print earlier = print(pair.earlier(), 1, 0);
      return usual.distance(earlier, print(pair.later(), 1, 0)) <= NearTwins.FARTHEST;
    }
  }
}
