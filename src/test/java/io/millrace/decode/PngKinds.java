package io.millrace.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Draws PNGs of every kind. */
final class PngKinds {
  private PngKinds() {}

  /**
   * A colour type and its bits a sample.
   *
   * @param color as in {@link PngHeader}
   */
  record Kind(int color, int bits) {
    PngWriter writer(int width, int height, Random random) {
      PngWriter writer = new PngWriter(width, height, bits, color);
      byte[] palette = new byte[3 << Math.min(8, bits)];
      random.nextBytes(palette);
      return color == 3 ? writer.chunk("PLTE", palette) : writer;
    }
  }

  static List<Kind> all() {
    List<Kind> all = new ArrayList<>();
    int[][] known = {{0, 1, 2, 4, 8, 16}, {2, 8, 16}, {3, 1, 2, 4, 8}, {4, 8, 16}, {6, 8, 16}};
    for (int[] row : known) {
      Arrays.stream(row).skip(1).forEach(bits -> all.add(new Kind(row[0], bits)));
    }

    return all;
  }

  /** Any filter, encoder and cut of a picture of 1 to {@code most} pixels a side. */
  static byte[] drawn(Kind kind, int most, Random random) {
    int width = 1 + random.nextInt(most);
    int height = 1 + random.nextInt(most);
    PngWriter writer = kind.writer(width, height, random).filter(random.nextInt(6));
    if (random.nextBoolean()) {
      writer.interlaced();
    }
    if (random.nextBoolean()) {
      writer.chunkSize(random.nextInt(3), 1 + random.nextInt(9), random.nextInt(3000));
    }
    int[] values = values(kind, width * height * writer.samples(), random);
    return writer.deflating(Deflating.drawn(random)).write(values);
  }

  /** Noise, few values, or a ramp. */
  private static int[] values(Kind kind, int count, Random random) {
    int all = 1 << kind.bits();
    int few = 1 + random.nextInt(all);
    return switch (random.nextInt(3)) {
      case 0 -> random.ints(count, 0, all).toArray();
      case 1 -> random.ints(count, 0, few).map(value -> value % 3 * (few / 3)).toArray();
      default -> random.ints(count, 0, 2).map(value -> (value + few) % all).toArray();
    };
  }

  /** Small ones of every kind, interlaced and not, and some whose pixels fill several windows. */
  static Map<String, byte[]> some() {
    Map<String, byte[]> some = new LinkedHashMap<>();
    for (Kind kind : all()) {
      Random random = new Random(31 * kind.color() + kind.bits());
      for (int i = 0; i < 3; i++) {
        some.put(kind + " " + i, drawn(kind, 40, random));
      }
    }

    Random random = new Random(2);
    for (Kind kind : List.of(new Kind(2, 8), new Kind(0, 8), new Kind(6, 16))) {
      PngWriter writer = kind.writer(300, 200, random).filter(5).chunkSize(8192);
      int[] values = random.ints(60_000L * writer.samples(), 0, 4).toArray();
      some.put(kind + " large", writer.write(values));
    }
    return some;
  }
}
