package io.millrace.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds our inflate against zlib's. */
class InflateTest {
  private static final int[] PIECES = {1, 3, 258, 4096, 100_000};

  static List<Deflating> ways() {
    return Deflating.all();
  }

  private static Map<String, byte[]> contents() {
    Random random = new Random(7);
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put("nothing", new byte[0]);
    contents.put("one byte", new byte[1]);
    contents.put("one value", filled(80_000, i -> 200));
    contents.put("noise", filled(70_000, i -> random.nextInt()));
    contents.put("few values", filled(70_000, i -> random.nextInt(3)));
    contents.put("a photograph's", filled(70_000, i -> (int) (random.nextGaussian() * 4)));
    contents.put("skewed", filled(70_000, i -> Integer.numberOfTrailingZeros(random.nextInt())));
    for (int far = 1; far <= 8; far++) {
      contents.put("every " + far, repeating(far, 5000, random));
    }
    contents.put("the farthest", repeating(Inflate.HISTORY, 70_000, random));
    contents.put("further", repeating(Inflate.HISTORY + 1, 70_000, random));
    contents.put("runs", runs(70_000, random));
    return contents;
  }

  private static byte[] filled(int length, IntUnaryOperator value) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) value.applyAsInt(i);
    }

    return bytes;
  }

  private static byte[] repeating(int far, int length, Random random) {
    byte[] bytes = filled(length, i -> random.nextInt());
    System.arraycopy(bytes, 0, bytes, far, far > length / 2 ? length - far : far);
    for (int i = 2 * far; i < length; i++) {
      bytes[i] = bytes[i - far];
    }

    return bytes;
  }

  /** Of 1 to 600 equal bytes, between noise. */
  private static byte[] runs(int length, Random random) {
    byte[] bytes = new byte[length];
    for (int at = 0; at < length; ) {
      int end = Math.min(length, at + 1 + random.nextInt(600));
      Arrays.fill(bytes, at, end, (byte) random.nextInt());
      at = end + random.nextInt(4);
    }

    return bytes;
  }

  @ParameterizedTest
  @MethodSource("ways")
  void givesWhatWasDeflated(Deflating way) {
    contents()
        .forEach(
            (name, plain) -> {
              int piece = PIECES[(name.length() + way.level()) % PIECES.length];
              String text = new String(plain, StandardCharsets.ISO_8859_1);
              assertThat(Inflated.byZlib(way.raw(plain)).text().equals(text)).as(name).isTrue();
              assertSame(name, way.raw(plain), piece);
              assertSame(name, way.inPieces(1 + plain.length / 9).raw(plain), 70_000);
            });
  }

  /** Whole or in pieces, as zlib does. */
  private static void assertSame(String name, byte[] stream, int piece) {
    Inflated right = Inflated.byZlib(stream);
    Inflated ours = Inflated.byOurs(stream, piece);
    if (!ours.equals(right)) {
      assertThat(ours.refused()).as("%s refused, by %d", name, piece).isEqualTo(right.refused());
      assertThat(ours.text()).as("%s, by %d", name, piece).isEqualTo(right.text());
    }
  }

  @Test
  void refusesWhatIsCutAnywhere() {
    for (Deflating way : ways()) {
      byte[] plain = runs(900, new Random(way.level()));
      byte[] stream = way.inPieces(200).raw(plain);
      for (int length = 0; length < stream.length; length++) {
        byte[] cut = Arrays.copyOf(stream, length);
        assertThat(Inflated.byZlib(cut).refused()).isTrue();
        assertSame(length + " bytes", cut, 1000);
        assertSame(length + " bytes", cut, 7);
      }
    }
  }

  @Test
  void refusesWhatZlibRefuses() {
    Random random = new Random(20_261_125);
    int refused = 0;
    for (int i = 0; i < 10_000; i++) {
      byte[] plain = i % 2 == 0 ? runs(1 + random.nextInt(400), random) : repeating(5, 99, random);
      byte[] stream = Deflating.drawn(random).raw(plain);
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        int at = random.nextInt(Math.min(stream.length, random.nextBoolean() ? 20 : 500));
        stream[at] ^= (byte) (random.nextBoolean() ? 1 << random.nextInt(8) : random.nextInt());
      }
      assertSame("damaged stream " + i, stream, PIECES[i % PIECES.length]);
      refused += Inflated.byZlib(stream).refused() ? 1 : 0;
    }

    assertThat(refused).isBetween(3000, 9500);
  }
}
