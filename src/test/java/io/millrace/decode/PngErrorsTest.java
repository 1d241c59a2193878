package io.millrace.decode;

import static io.millrace.decode.Refusals.assertRefused;

import io.millrace.sample.Reason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PngErrorsTest {
  private static byte[] file() {
    return new PngWriter(2, 2, 8, 0).write(new int[] {1, 2, 3, 4});
  }

  @Test
  void namesTheChunkWithAWrongCrc() {
    byte[] file = file();
    file[41 + 4]++;
    assertRefused(file, Reason.CORRUPT, "has a wrong CRC in chunk IDAT at byte 33");
  }

  @Test
  void tellsTruncationFromDamage() {
    byte[] file = file();
    assertRefused(
        Arrays.copyOf(file, 50),
        Reason.TRUNCATED,
        "is truncated: chunk IDAT at byte 33 claims 14 bytes, 5 are left");
    assertRefused(
        Arrays.copyOf(file, 36),
        Reason.TRUNCATED,
        "is truncated: it ends within a chunk's frame at byte 33");
    assertRefused(
        Arrays.copyOf(file, 33),
        Reason.TRUNCATED,
        "is truncated: it ends before the first chunk IDAT");
  }

  @Test
  void refusesPixelDataThatEndsEarly() {
    byte[] file = new PngWriter(2, 2, 8, 0).writeRaw(PngWriter.deflate(new byte[] {0, 1, 2, 0}));
    assertRefused(
        file, Reason.TRUNCATED, "is truncated: its pixels end 2 bytes before the end of a row");
  }

  @Test
  void refusesAPictureThatCannotBeInSoFewBytes() {
    byte[] file = new PngWriter(10_000, 10_000, 16, 6).writeRaw(new byte[1]);
    assertRefused(
        file, Reason.TRUNCATED, "is truncated: 58 bytes cannot hold 10000 x 10000 pixels");
  }

  @Test
  void refusesDamagedPixelData() {
    assertRefused(
        new PngWriter(2, 2, 8, 0).writeRaw(new byte[] {1, 2, 3}),
        Reason.CORRUPT,
        "has damaged pixel data: incorrect header check");
    byte[] dictionary = {0x78, (byte) 0xbb, 0, 0, 0, 1, 3, 0};
    assertRefused(
        new PngWriter(2, 2, 8, 0).writeRaw(dictionary),
        Reason.CORRUPT,
        "has damaged pixel data: it asks for a preset dictionary");
    assertRefused(
        new PngWriter(1, 1, 8, 0).writeRaw(PngWriter.deflate(new byte[] {9, 1})),
        Reason.CORRUPT,
        "has damaged pixel data: line filter 9");
  }

  @Test
  void refusesMissingChunks() {
    assertRefused(
        new PngWriter(1, 1, 8, 3).write(new int[1]),
        Reason.CORRUPT,
        "is a palette PNG without a palette: it has no chunk PLTE");
    assertRefused(
        new PngWriter(1, 1, 8, 0).writeRaw(new byte[0]),
        Reason.CORRUPT,
        "is a PNG without pixels: it has no chunk IDAT");
    byte[] headless = Arrays.copyOf(file(), 8);
    assertRefused(
        headless, Reason.CORRUPT, "is a PNG that does not begin with chunk IHDR of 13 bytes");
  }

  @Test
  void refusesKindsThatThereAreNot() {
    assertRefused(
        new PngWriter(1, 1, 3, 2).writeRaw(new byte[1]),
        Reason.CORRUPT,
        "is a PNG of colour type 2 with 3 bits a sample");
    assertRefused(
        new PngWriter(1, 1, 8, 5).writeRaw(new byte[1]),
        Reason.CORRUPT,
        "is a PNG of colour type 5 with 8 bits a sample");
    assertRefused(
        new PngWriter(0, 7, 8, 0).writeRaw(new byte[1]),
        Reason.CORRUPT,
        "is 0 x 7: a picture has at least one pixel");
  }

  @Test
  void refusesBytesThatAreNoChunk() {
    byte[] file = file();
    file[37] = 7;
    assertRefused(file, Reason.CORRUPT, "has no chunk where one should begin, at byte 33");
  }
}
