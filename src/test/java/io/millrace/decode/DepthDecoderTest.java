package io.millrace.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DepthDecoderTest {
  private static final byte[] SMALL = TiffWriter.of(3, 2, 16, 1).write(new byte[12]);

  private static void assertRefused(byte[] file, Reason reason, String message) {
    assertThatThrownBy(() -> Planes.of(file))
        .isInstanceOfSatisfying(
            UnreadableException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessage(message);
  }

  @Test
  void keepsTheValuesOfA16BitPng() throws Exception {
    int[] values = {0, 1, 255, 256, 1000, 65_535};
    for (PngWriter writer :
        List.of(new PngWriter(3, 2, 16, 0), new PngWriter(3, 2, 16, 0).interlaced().filter(5))) {
      Planes planes = Planes.of(writer.write(values));
      assertThat(planes.info()).isEqualTo(new DepthInfo("PNG", 3, 2, 1, "uint16"));
      assertThat(planes.values()).containsExactly(0, 1, 255, 256, 1000, 65_535);
    }
  }

  @Test
  void dividesAnEightBitPngBy255() throws Exception {
    Planes planes = Planes.of(new PngWriter(3, 1, 8, 0).write(new int[] {0, 51, 255}));
    assertThat(planes.info()).isEqualTo(new DepthInfo("PNG", 3, 1, 1, "uint8"));
    assertThat(planes.values()).containsExactly(0, 51 / 255f, 1);
  }

  @Test
  void asksForTheSinkOnceAfterTheSizeWasChecked() throws Exception {
    List<DepthInfo> asked = new ArrayList<>();
    DepthInfo info =
        new DepthDecoder(new Limits(6))
            .decode(
                SMALL,
                found -> {
                  asked.add(found);
                  return (channel, y, values) -> {};
                });
    assertThat(asked).containsExactly(info);
    assertThat(info).isEqualTo(new DepthInfo("TIFF", 3, 2, 1, "uint16"));
    assertThatThrownBy(() -> refusing().decode(SMALL, found -> fail("asked")))
        .hasMessage("is 3 x 2, more than 5 pixels");
    assertThat(refusing().info(SMALL)).isEqualTo(info);
  }

  private static DepthDecoder refusing() {
    return new DepthDecoder(new Limits(5));
  }

  private static io.millrace.item.PlaneSink fail(String why) {
    throw new AssertionError(why);
  }

  @Test
  void refusesTilesBeyondTheLimits() {
    TiffWriter tiles = TiffWriter.of(1, 1, 8, 1).tag(TiffTags.TILE_WIDTH, 1000);
    byte[] file = tiles.tag(TiffTags.TILE_HEIGHT, 1000).write(new byte[1]);
    assertThatThrownBy(() -> refusing().decode(file, found -> fail("asked")))
        .isInstanceOfSatisfying(
            UnreadableException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE))
        .hasMessage("is a TIFF with tiles of 1000 x 1000, a row of which has more than 5 pixels");
  }

  @Test
  void blamesNoFileForTheSinksFailure() {
    IllegalStateException full = new IllegalStateException("full");
    assertThatThrownBy(
            () ->
                new DepthDecoder(Limits.standard())
                    .decode(
                        SMALL,
                        found ->
                            (channel, y, values) -> {
                              throw full;
                            }))
        .isSameAs(full);
  }

  @Test
  void saysWhatIsNoDepthMap() throws IOException {
    assertRefused(new byte[0], Reason.EMPTY_FILE, "is empty (0 bytes)");
    assertRefused(
        "notes on it".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
        Reason.NOT_AN_IMAGE,
        "is no picture: it begins with 'notes on'");
    assertRefused(
        Bytes.little().text("P5 1 1 255\n.").done(),
        Reason.UNSUPPORTED_FORMAT,
        "is a PNM, which no depth map is read from (save it as TIFF, PNG or .npy)");
    assertRefused(
        new PngWriter(1, 1, 8, 2).write(new int[3]),
        Reason.UNSUPPORTED_FORMAT,
        "is a PNG of colour type 2 with 8 bits a sample (a depth map is grey, 8 or 16 bits)");
    assertRefused(
        new PngWriter(8, 1, 4, 0).write(new int[8]),
        Reason.UNSUPPORTED_FORMAT,
        "is a PNG of colour type 0 with 4 bits a sample (a depth map is grey, 8 or 16 bits)");
  }

  @Test
  void namesTheKindsOfTiffThatItCannotRead() {
    assertRefused(
        TiffWriter.of(8, 1, 1, 1).write(new byte[1]),
        Reason.UNSUPPORTED_FORMAT,
        "is a TIFF with samples of 1 bits and format 1, which no depth map is read from");
    assertRefused(
        TiffWriter.of(1, 1, 32, 4).tag(TiffTags.SAMPLE_FORMAT, 3).write(new byte[16]),
        Reason.UNSUPPORTED_FORMAT,
        "is a TIFF of 4 samples a pixel (a depth map has 1 or 3)");
    assertRefused(
        TiffWriter.of(1, 1, 8, 1).tag(TiffTags.COMPRESSION, 7).write(new byte[1]),
        Reason.UNSUPPORTED_FORMAT,
        "is a TIFF with compression 7 (JPEG), which is not supported");
    assertRefused(
        TiffWriter.of(1, 1, 16, 1)
            .tag(TiffTags.COMPRESSION, 5)
            .tag(TiffTags.PREDICTOR, 3)
            .write(new byte[2]),
        Reason.UNSUPPORTED_FORMAT,
        "is a TIFF with predictor 3 for samples of 16 bits");
  }

  @Test
  void saysHowATiffIsDamaged() {
    assertRefused(
        TiffWriter.of(2, 2, 8, 1).tag(TiffTags.STRIP_OFFSETS, 175).write(new byte[4]),
        Reason.TRUNCATED,
        "is truncated: block 0 needs 4 bytes from byte 175 on, 1 are there");
    assertRefused(
        TiffWriter.of(0, 2, 8, 1).write(new byte[9]),
        Reason.CORRUPT,
        "is a TIFF with tiles of 0 x 2 pixels");
  }
}
