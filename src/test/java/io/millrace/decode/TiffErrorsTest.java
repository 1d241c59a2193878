package io.millrace.decode;

import static io.millrace.decode.Refusals.assertRefused;

import io.millrace.sample.Reason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TiffErrorsTest {
  @Test
  void refusesWhatIsTruncated() {
    assertRefused(
        TiffWriter.of(2, 2, 8, 1).tag(TiffTags.STRIP_OFFSETS, 9000).write(new byte[4]),
        Reason.TRUNCATED,
        "is truncated: block 0 should be at byte 9000, of 176 bytes");
    assertEndsEarly(8, PngWriter.deflate(new byte[2]), 2);
    assertEndsEarly(5, new byte[] {(byte) 0x80, 0x40, 0x40}, 4);
    assertEndsEarly(5, new byte[] {0x00, 0x01}, 3);
    assertEndsEarly(32_773, new byte[] {0, 5}, 3);
    assertRefused(
        TiffWriter.of(99, 2, 1, 1).tag(TiffTags.COMPRESSION, 4).write(new byte[] {(byte) 0x80}),
        Reason.TRUNCATED,
        "is truncated: a fax strip ends early");
  }

  private static void assertEndsEarly(int compression, byte[] strip, int missing) {
    assertRefused(
        TiffWriter.of(2, 2, 8, 1).tag(TiffTags.COMPRESSION, compression).write(strip),
        Reason.TRUNCATED,
        "is truncated: a strip or tile ends " + missing + " bytes early");
  }

  @Test
  void refusesABlockThatCannotHoldSoMuch() {
    TiffWriter writer = TiffWriter.of(10_000, 10_000, 8, 1).tag(TiffTags.COMPRESSION, 8);
    assertRefused(
        writer.write(new byte[10]),
        Reason.TRUNCATED,
        "is truncated: a block of 10 bytes cannot hold 100000000");
  }

  @Test
  void refusesKindsThatItCannotRead() {
    assertRefused(
        TiffWriter.of(1, 1, 8, 1).tag(TiffTags.COMPRESSION, 50_000).write(new byte[1]),
        Reason.UNSUPPORTED_FORMAT,
        "is a TIFF with compression 50000 (Zstandard), which is not supported");
    assertRefused(
        TiffWriter.of(1, 1, 32, 3).tag(TiffTags.SAMPLE_FORMAT, 3, 3, 3).write(new byte[12]),
        Reason.UNSUPPORTED_FORMAT,
        "is a TIFF of 3 float 32-bit samples, photometric 2, compression 1, which is not supported");
    assertRefused(
        TiffWriter.of(1, 1, 8, 7).write(new byte[7]),
        Reason.UNSUPPORTED_FORMAT,
        "is a TIFF of 7 samples a pixel (1 to 6 are supported)");
    assertRefused(
        TiffWriter.of(1, 1, 8, 3).tag(TiffTags.BITS, 8, 8, 4).write(new byte[3]),
        Reason.UNSUPPORTED_FORMAT,
        "is a TIFF whose samples are not all of one kind");
    TiffWriter small = TiffWriter.of(2, 1, 4, 1).tag(TiffTags.PREDICTOR, 2);
    assertRefused(
        small.tag(TiffTags.COMPRESSION, 8).write(new byte[9]),
        Reason.UNSUPPORTED_FORMAT,
        "is a TIFF with predictor 2 for samples of 4 bits");
  }

  @Test
  void refusesDamage() {
    byte[] file = TiffWriter.of(1, 1, 8, 1).write(new byte[1]);
    assertRefused(
        Arrays.copyOf(file, 12),
        Reason.TRUNCATED,
        "is truncated: its directory should be at byte 17, of 12 bytes");
    assertRefused(
        TiffWriter.of(1, 4, 8, 1).tag(TiffTags.ROWS_PER_STRIP, 1).write(new byte[1]),
        Reason.CORRUPT,
        "is a TIFF of 4 strips or tiles that names 1 of them");
    assertRefused(
        TiffWriter.of(1, 1, 8, 1).tag(TiffTags.COMPRESSION, 5).write(new byte[] {-1, -1, -1}),
        Reason.CORRUPT,
        "has damaged pixel data: an LZW code without a string");
    assertRefused(
        TiffWriter.of(9, 1, 1, 1).tag(TiffTags.COMPRESSION, 4).write(new byte[9]),
        Reason.CORRUPT,
        "has damaged pixel data: a fax code that there is not");
    assertRefused(
        TiffWriter.of(9, 2, 1, 1)
            .tag(TiffTags.COMPRESSION, 4)
            .write(new byte[] {0x40, (byte) 0x80, 0}),
        Reason.CORRUPT,
        "has damaged pixel data: a fax row that goes back");
    TiffWriter block = TiffWriter.of(8, 8, 8, 3).tag(TiffTags.COMPRESSION, 7);
    assertRefused(
        block.write(new byte[9]), Reason.CORRUPT, "has a JPEG block that does not begin as a JPEG");
    assertRefused(
        TiffWriter.of(70_000, 70_000, 8, 1).write(new byte[1]),
        Reason.TOO_LARGE,
        "is 70000 x 70000, more than 178956970 pixels");
  }
}
