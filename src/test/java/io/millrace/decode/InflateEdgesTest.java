package io.millrace.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams at the edges of RFC 1951, by which no encoder comes. */
class InflateEdgesTest {
  /** The symbol of a block's end. */
  private static final int END = 256;

  /** Of a match of 258 bytes. */
  private static final int LONGEST = 285;

  private enum Verdict {
    TAKEN,
    REFUSED
  }

  private static void assertSame(Verdict verdict, byte[] stream) {
    Inflated right = Inflated.byZlib(stream);
    assertThat(right.refused()).as("zlib refuses it").isEqualTo(verdict == Verdict.REFUSED);
    for (int piece : new int[] {1, 2, 7, 300, 40_000}) {
      assertThat(Inflated.byOurs(stream, piece)).as("by %d", piece).isEqualTo(right);
    }
  }

  /** Code lengths of {@code count} symbols, of which these pairs of symbol and length have some. */
  private static int[] lengths(int count, int... pairs) {
    int[] lengths = new int[count];
    for (int i = 0; i < pairs.length; i += 2) {
      lengths[pairs[i]] = pairs[i + 1];
    }

    return lengths;
  }

  /** A literal, the end, a match of 3 and one of 258 bytes, two bits each. */
  private static int[] four() {
    return lengths(286, 'a', 2, END, 2, 257, 2, LONGEST, 2);
  }

  /** Lengths 1, 2 to 14 and two of 15. */
  private static int[] ladder(int count, int... symbols) {
    int[] lengths = new int[count];
    IntStream.range(0, 16).forEach(i -> lengths[symbols[i]] = Math.min(15, i + 1));
    return lengths;
  }

  @Test
  void takesCodesOfFifteenBits() {
    int[] symbols = IntStream.range(0, 16).map(i -> i < 13 ? 'a' + i : END + i - 13).toArray();
    DeflateWriter out = new DeflateWriter();
    out.dynamic(ladder(286, symbols), ladder(30, IntStream.range(0, 16).toArray()));
    out.symbols(IntStream.range(0, 13).map(i -> symbols[i]).toArray());
    out.symbols('b', 257).distance(0, 0).symbols(258).distance(3, 0).symbols('a', 'm', 'a');
    IntStream.range(0, 8).forEach(i -> out.symbols(258).distance(i, 0));
    assertSame(Verdict.TAKEN, out.symbols(END).ended());
  }

  @Test
  void looksUpFarDistancesOfFifteenBits() {
    int[] far = IntStream.range(0, 16).map(i -> 29 - i).map(i -> i == 14 ? 0 : i).toArray();
    byte[] noise = new byte[40_000];
    new Random(3).nextBytes(noise);
    DeflateWriter out = new DeflateWriter().stored(noise).dynamic(four(), ladder(30, far));
    for (int symbol : far) {
      out.symbols(LONGEST).distance(symbol, 0).symbols('a', 257);
      out.distance(symbol, (1 << Math.max(0, (symbol >> 1) - 1)) - 1);
    }
    assertSame(Verdict.TAKEN, out.symbols(END).ended());
  }

  @Test
  void takesASingleDistanceCodeOfOneBit() {
    DeflateWriter out = new DeflateWriter().dynamic(four(), lengths(1, 0, 1));
    out.symbols('a', LONGEST).distance(0, 0).symbols('a', 257).distance(0, 0).symbols(END);
    assertSame(Verdict.TAKEN, out.ended());
    DeflateWriter unused = new DeflateWriter().dynamic(four(), lengths(1, 0, 1));
    assertSame(Verdict.REFUSED, unused.symbols('a', 257).bits(1, 1).symbols(END).ended());
  }

  @Test
  void takesNoDistanceCodesAsLongAsNoneIsUsed() {
    DeflateWriter none = new DeflateWriter().dynamic(four(), new int[1]).symbols('a', 'a', END);
    assertSame(Verdict.TAKEN, none.ended());
    DeflateWriter used = new DeflateWriter().dynamic(four(), new int[1]).symbols('a', 257);
    assertSame(Verdict.REFUSED, used.bits(0, 1).symbols(END).ended());
  }

  @Test
  void takesABlockWhoseOnlyCodeIsItsEnd() {
    DeflateWriter out = new DeflateWriter().dynamic(lengths(257, END, 1), new int[1]);
    assertSame(Verdict.TAKEN, out.symbols(END).ended());
    DeflateWriter other = new DeflateWriter().dynamic(lengths(257, END, 1), new int[1]);
    assertSame(Verdict.REFUSED, other.bits(1, 1).ended());
  }

  @Test
  void refusesOtherIncompleteCodes() {
    assertRefused(lengths(257, END, 2), new int[1]);
    assertRefused(lengths(257, 'a', 1, END, 2), new int[1]);
    assertRefused(lengths(257, END, 15), new int[1]);
    assertRefused(four(), lengths(2, 0, 2));
    assertRefused(four(), lengths(2, 0, 1, 1, 2));
  }

  private static void assertRefused(int[] literals, int[] distances) {
    DeflateWriter out = new DeflateWriter().dynamic(literals, distances).symbols(END);
    assertSame(Verdict.REFUSED, out.ended());
  }

  @Test
  void refusesMoreCodesThanFit() {
    assertRefused(lengths(257, 'a', 1, 'b', 1, END, 1), new int[1]);
    assertRefused(four(), lengths(3, 0, 1, 1, 1, 2, 1));
    assertRefused(four(), lengths(30, IntStream.range(0, 60).map(i -> i % 2 + i / 2).toArray()));
  }

  @Test
  void refusesABlockWithoutAnEnd() {
    DeflateWriter out = new DeflateWriter().dynamic(lengths(257, 'a', 1, 'b', 1), new int[1]);
    assertSame(Verdict.REFUSED, out.symbols('a').ended());
  }

  @ParameterizedTest
  @ValueSource(ints = {287, 288})
  void refusesMoreLiteralCodesThanThereAre(int count) {
    int[] literals = Arrays.copyOf(four(), count);
    assertSame(
        Verdict.REFUSED, new DeflateWriter().dynamic(literals, new int[1]).symbols(END).ended());
  }

  @ParameterizedTest
  @ValueSource(ints = {31, 32})
  void refusesMoreDistanceCodesThanThereAre(int count) {
    int[] distances = lengths(count, 0, 1);
    assertSame(
        Verdict.REFUSED, new DeflateWriter().dynamic(four(), distances).symbols(END).ended());
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 31})
  void refusesFixedDistancesThatMeanNothing(int symbol) {
    DeflateWriter out = new DeflateWriter().fixed().symbols('a', 257).distance(symbol, 0);
    assertSame(Verdict.REFUSED, out.symbols(END).ended());
  }

  @ParameterizedTest
  @ValueSource(ints = {286, 287})
  void refusesFixedLiteralsThatMeanNothing(int symbol) {
    DeflateWriter out = new DeflateWriter().fixed().symbols('a', symbol, END);
    assertSame(Verdict.REFUSED, out.ended());
    assertSame(Verdict.REFUSED, new DeflateWriter().fixed().symbols('a', symbol).ended());
  }

  @Test
  void refusesMatchesBeforeTheBeginning() {
    DeflateWriter out = new DeflateWriter().fixed().symbols('a', 'b', 257).distance(2, 0);
    assertSame(Verdict.REFUSED, out.symbols(END).ended());
    byte[] noise = new byte[32_767];
    DeflateWriter far = new DeflateWriter().stored(noise).fixed().symbols(257).distance(29, 8191);
    assertSame(Verdict.REFUSED, far.symbols(END).ended());
    DeflateWriter near = new DeflateWriter().stored(noise).fixed().symbols('a', 257);
    assertSame(Verdict.TAKEN, near.distance(29, 8191).symbols(END).ended());
  }

  @Test
  void takesStoredBlocksOfEveryLength() {
    byte[] most = new byte[65_535];
    new Random(9).nextBytes(most);
    DeflateWriter out = new DeflateWriter().stored(new byte[0]).stored(most).stored(new byte[1]);
    assertSame(Verdict.TAKEN, out.fixed().symbols('a', END).stored(most).stored(most).ended());
  }

  @Test
  void takesManyEmptyBlocks() {
    DeflateWriter out = new DeflateWriter();
    for (int i = 0; i < 2000; i++) {
      out.stored(new byte[0]).fixed().symbols(END).fixed().symbols(END);
      out.dynamic(lengths(257, END, 1), new int[1]).symbols(END);
    }
    assertSame(Verdict.TAKEN, out.fixed().symbols('z', END).ended());
  }

  /** Sixteen millions of them: a minute's work if each had its code's table made. */
  @Test
  void makesTheTablesOfTheFixedCodeOnce() {
    byte[] four =
        new DeflateWriter()
            .fixed()
            .symbols(END)
            .fixed()
            .symbols(END)
            .fixed()
            .symbols(END)
            .fixed()
            .symbols(END)
            .ended();
    byte[] stream = new byte[20_000_000];
    for (int i = 0; i < stream.length; i++) {
      stream[i] = four[i % 5];
    }
    Inflated ours =
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> Inflated.byOurs(stream, 1000));
    assertThat(ours).isEqualTo(Inflated.byZlib(stream));
  }

  @Test
  void refusesBlocksOfNoKind() {
    assertSame(Verdict.REFUSED, new DeflateWriter().bits(6, 3).ended());
    assertSame(Verdict.REFUSED, new DeflateWriter().bits(0, 3).bits(0, 5).bits(7, 32).ended());
  }

  /** Three literals a look-up, then a longest match: as far behind a limit as it goes. */
  @Test
  void writesNoFurtherThanItsSlack() {
    int[] two = lengths(286, 'a', 2, 'b', 3, END, 3, LONGEST, 1);
    for (int before = 0; before < 300; before++) {
      DeflateWriter out = new DeflateWriter().stored(new byte[before + 1]);
      out.dynamic(two, lengths(7, 6, 1)).symbols('b', 'b', 'b', 'b', 'b', 'b', 'b', 'b', 'b');
      for (int i = 0; i < 300; i++) {
        out.symbols('a', 'a', 'a', 'a', 'a', 'a', LONGEST).distance(6, 0);
      }
      assertSame(Verdict.TAKEN, out.symbols(END).ended());
    }
  }
}
