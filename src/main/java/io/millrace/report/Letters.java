package io.millrace.report;

import java.awt.image.BufferedImage;
import java.util.HexFormat;
import java.util.stream.IntStream;

/**
 * The letters of dot-matrix displays, 5 x 7 dots, for ASCII. Other characters are drawn as a box.
 */
final class Letters {
  /** Width of a letter with the gap to the next one. */
  static final int ADVANCE = 6;

  /** Seven rows of dots and one for the tails of g, p, q and y. */
  static final int HEIGHT = 8;

  private static final int COLUMNS = 5;
  private static final int FIRST = ' ';

  /** Five columns a letter from left to right, two digits each; the lowest bit is the top dot. */
  private static final byte[] DOTS =
      HexFormat.of()
          .parseHex(
              "000000000000005F00000007000700147F147F14242A7F2A12" // space to $
                  + "231308646236495620500005030000001C2241000041221C00" // % to )
                  + "2A1C7F1C2A08083E0808005030000008080808080000606000" // * to .
                  + "20100804023E5149453E00427F400042615149462141454B31" // / to 3
                  + "1814127F1027454545393C4A49493001710905033649494936" // 4 to 8
                  + "064949291E0036360000005636000000081422411414141414" // 9 to =
                  + "41221408000201510906324979413E7E1111117E7F49494936" // > to B
                  + "3E414141227F4141221C7F494949417F090909013E4149497A" // C to G
                  + "7F0808087F00417F41002040413F017F081422417F40404040" // H to L
                  + "7F020C027F7F0408107F3E4141413E7F090909063E4151215E" // M to Q
                  + "7F09192946464949493101017F01013F4040403F1F2040201F" // R to V
                  + "3F4038403F631408146307087008076151494543007F414100" // W to [
                  + "02040810200041417F00040201020440404040400001020400" // \ to `
                  + "20545454787F484444383844444420384444487F3854545418" // a to e
                  + "087E09010218A4A4A47C7F0804047800447D40002040443D00" // f to j
                  + "7F1028440000417F40007C041804787C080404783844444438" // k to o
                  + "FC2424241818242424FC7C080404084854545420043F444020" // p to t
                  + "3C4040207C1C2040201C3C4030403C44281028441CA0A0A07C" // u to y
                  + "4464544C44000836410000007F000000413608001008081008"); // z to ~

  private static final byte[] BOX = HexFormat.of().parseHex("7F4141417F");

  private Letters() {}

  /** Draws a line of text with its top left dot at that pixel, without asking how long it is. */
  static void draw(BufferedImage sheet, Spot spot, String text) {
    int[] points = text.codePoints().toArray();
    IntStream.range(0, points.length)
        .forEach(i -> letter(sheet, spot.right(i * ADVANCE), points[i]));
  }

  private static void letter(BufferedImage sheet, Spot spot, int point) {
    int at = (point - FIRST) * COLUMNS;
    boolean known = at >= 0 && at < DOTS.length;
    for (int column = 0; column < COLUMNS; column++) {
      int dots = known ? DOTS[at + column] : BOX[column];
      for (int y = 0; y < HEIGHT; y++) {
        if ((dots >>> y & 1) == 1) {
          sheet.setRGB(spot.x() + column, spot.y() + y, Sheet.INK);
        }
      }
    }
  }
}
