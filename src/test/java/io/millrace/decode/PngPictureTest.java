package io.millrace.decode;

import static io.millrace.decode.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sample.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngPictureTest {
  private static final byte[] PALETTE = new byte[3 * 256];

  static {
    new Random(5).nextBytes(PALETTE);
  }

  static List<int[]> kinds() {
    List<int[]> kinds = new ArrayList<>();
    int[][] known = {{0, 1, 2, 4, 8, 16}, {2, 8, 16}, {3, 1, 2, 4, 8}, {4, 8, 16}, {6, 8, 16}};
    for (int[] bits : known) {
      Arrays.stream(bits).skip(1).forEach(depth -> kinds.add(new int[] {bits[0], depth}));
    }

    return kinds;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void readsEveryKindWithEveryFilterInterlacedOrNot(int[] kind) throws Exception {
    for (int filter = 0; filter <= 5; filter++) {
      for (int width : new int[] {1, 2, 5, 8, 9, 33}) {
        check(writer(width, kind).filter(filter), kind, width);
        check(writer(width, kind).filter(filter).interlaced(), kind, width);
      }
    }
  }

  private static PngWriter writer(int width, int[] kind) {
    PngWriter writer = new PngWriter(width, width + 2, kind[1], kind[0]);
    return kind[0] == 3 ? writer.chunk("PLTE", PALETTE) : writer;
  }

  private static void check(PngWriter writer, int[] kind, int width) throws Exception {
    int count = width * (width + 2) * writer.samples();
    int[] values = new Random(width).ints(count, 0, 1 << kind[1]).toArray();
    byte[] file = writer.write(values);
    int[] rgb = rgb(values, kind, writer.samples());
    assertThat(Pixels.rgb(file).values()).containsExactly(rgb);
    assertThat(Pixels.grey(file).values()).containsExactly(grey(rgb));
  }

  /** What Pillow's convert("RGB") gives, one value at a time. */
  private static int[] rgb(int[] values, int[] kind, int samples) {
    int colors = samples < 3 ? 1 : 3;
    int[] rgb = new int[values.length / samples * 3];
    for (int i = 0; i < rgb.length; i++) {
      int value = values[i / 3 * samples + i % 3 % colors];
      rgb[i] =
          switch (kind[1]) {
            case 16 -> kind[0] == 0 ? Math.min(255, value) : value >> 8;
            default ->
                kind[0] == 3
                    ? PALETTE[3 * value + i % 3] & 255
                    : value * 255 / ((1 << kind[1]) - 1);
          };
    }

    return rgb;
  }

  private static int[] grey(int[] rgb) {
    return IntStream.range(0, rgb.length / 3)
        .map(
            i ->
                (19595 * rgb[3 * i] + 38470 * rgb[3 * i + 1] + 7471 * rgb[3 * i + 2] + 32768) >> 16)
        .toArray();
  }

  @Test
  void clipsSixteenBitGreyAsPillowDoes() throws Exception {
    byte[] file = new PngWriter(4, 1, 16, 0).write(new int[] {0, 255, 352, 65535});
    assertThat(Pixels.grey(file).values()).containsExactly(0, 255, 255, 255);
    assertThat(new ImageDecoder(Limits.standard()).info(file))
        .isEqualTo(new ImageInfo("PNG", 4, 1, "I;16"));
  }

  @Test
  void dropsTransparencyGammaAndUnknownChunks() throws Exception {
    PngWriter writer = new PngWriter(2, 1, 8, 2).chunk("tRNS", new byte[] {0, 1, 0, 2, 0, 3});
    writer.chunk("gAMA", new byte[] {0, 0, 0, 1}).chunk("prVt", new byte[] {1, 2, 3});
    byte[] file = writer.write(new int[] {1, 2, 3, 4, 5, 6});
    assertThat(Pixels.rgb(file).values()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void makesMissingPaletteEntriesBlack() throws Exception {
    byte[] file =
        new PngWriter(2, 1, 8, 3).chunk("PLTE", new byte[] {9, 8, 7}).write(new int[] {0, 200});
    assertThat(Pixels.rgb(file).values()).containsExactly(9, 8, 7, 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 4096})
  void readsPixelsCutIntoChunksAnywhere(int chunkSize) throws Exception {
    int[] values = new Random(1).ints(3 * 40 * 30, 0, 256).toArray();
    byte[] file = new PngWriter(40, 30, 8, 2).filter(5).chunkSize(chunkSize).write(values);
    assertThat(Pixels.rgb(file).values()).containsExactly(values);
  }

  @Test
  void readsRowsThatAreLongerThanTheWindow() throws Exception {
    int[] values = new Random(1).ints(3 * 30_000 * 3, 0, 256).toArray();
    byte[] file = new PngWriter(30_000, 3, 8, 2).filter(5).write(values);
    assertThat(Pixels.rgb(file).values()).containsExactly(values);
  }

  @Test
  void readsAPictureThatLacksItsEnd() throws Exception {
    byte[] file = new PngWriter(1, 1, 8, 0).write(new int[] {77});
    byte[] cut = Arrays.copyOf(file, file.length - 12);
    assertThat(Pixels.grey(cut).values()).containsExactly(77);
  }

  /** As Pillow does, whatever inflates them, and however far ahead. */
  @Test
  void readsPixelsWhateverIsBehindThem() throws Exception {
    int[] values = new Random(3).ints(40 * 30, 0, 3).toArray();
    byte[] plain = new byte[30 * 41];
    for (int i = 0; i < values.length; i++) {
      plain[i / 40 * 41 + 1 + i % 40] = (byte) values[i];
    }
    byte[] whole = Deflating.standard().inPieces(30 * 41 - 1).zlib(Arrays.copyOf(plain, 30 * 41));
    for (int cut = 4; cut <= 5; cut++) {
      byte[] data = Arrays.copyOf(whole, whole.length - cut);
      assertThat(Pixels.grey(new PngWriter(40, 30, 8, 0).writeRaw(data)).values())
          .containsExactly(values);
    }

    byte[] damaged = Deflating.standard().inPieces(30 * 41).zlib(Arrays.copyOf(plain, 30 * 41 + 9));
    Arrays.fill(damaged, damaged.length - 10, damaged.length, (byte) 0xff);
    assertThat(Pixels.grey(new PngWriter(40, 30, 8, 0).writeRaw(damaged)).values())
        .containsExactly(values);
  }

  @Test
  void looksAtTheHeaderAloneForItsInfo() throws Exception {
    byte[] file = new PngWriter(60_000, 60_000, 16, 6).writeRaw(new byte[1]);
    assertThat(new ImageDecoder(Limits.standard()).info(file))
        .isEqualTo(new ImageInfo("PNG", 60_000, 60_000, "RGBA"));
    assertRefused(file, Reason.TOO_LARGE, "is 60000 x 60000, more than 178956970 pixels");
  }
}
