package io.millrace.decode;

import static io.millrace.decode.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.item.RowSink;
import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageDecoderTest {
  private static final byte[] PICTURE = new PngWriter(4, 3, 8, 0).write(new int[12]);

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void refusesWhatIsNoPicture() {
    assertRefused(new byte[0], Reason.EMPTY_FILE, "is empty (0 bytes)");
    assertRefused(
        text("version https://git-lfs.github.com/spec/v1\noid sha256:0\n"),
        Reason.LFS_POINTER,
        "is a Git LFS pointer, not a picture");
    assertRefused(
        text("hello world"), Reason.NOT_AN_IMAGE, "is no picture: it begins with 'hello wo'");
    assertRefused(text("<\n\u00e9"), Reason.NOT_AN_IMAGE, "is no picture: it begins with '<..'");
    assertRefused(text("P5"), Reason.NOT_AN_IMAGE, "is no picture: it begins with 'P5'");
  }

  @ParameterizedTest
  @CsvSource({
    "GIF89a, a GIF",
    "8BPS, a Photoshop file",
    "0000ftypavif, an AVIF",
    "0000ftypheic, a HEIC",
    "0000jP  , a JPEG 2000",
    "#?RADIANCE, a Radiance HDR"
  })
  void namesFormatsThatItDoesNotRead(String magic, String words) {
    assertRefused(
        text(magic + "  "), Reason.UNSUPPORTED_FORMAT, "is " + words + ", which is not supported");
  }

  @Test
  void tellsAPngThatWasSentAsText() {
    byte[] file = text("\u0089PNG\n\u001a\n");
    assertRefused(
        file, Reason.CORRUPT, "is a PNG whose signature is damaged, as by a transfer as text");
  }

  @Test
  void keepsToItsLimit() throws Exception {
    assertThat(new ImageDecoder(new Limits(12)).decode(PICTURE, ColorMode.GRAY, new Pixels()))
        .isEqualTo(new ImageInfo("PNG", 4, 3, "L"));
    RowSink untouched =
        new RowSink() {
          @Override
          public void begin(int width, int height, int channels) {
            throw new AssertionError("begun before the check");
          }

          @Override
          public void row(int y, byte[] pixels, int offset) {}
        };
    assertThatThrownBy(
            () -> new ImageDecoder(new Limits(11)).decode(PICTURE, ColorMode.RGB, untouched))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("is 4 x 3, more than 11 pixels");
    assertThatThrownBy(() -> new Limits(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid maxPixels: 0 (must be >= 1)");
  }

  @Test
  void refusesRowsThatFitNoArray() {
    byte[] wide = new PngWriter(300_000_000, 1, 1, 0).writeRaw(new byte[1]);
    assertThatThrownBy(
            () ->
                new ImageDecoder(new Limits(Long.MAX_VALUE))
                    .decode(wide, ColorMode.GRAY, new Pixels()))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("is 300000000 x 1, more than a row can hold");
  }

  @Test
  void blamesNoFileForItsSink() {
    IllegalStateException failure = new IllegalStateException("the sink is full");
    RowSink full =
        new RowSink() {
          @Override
          public void begin(int width, int height, int channels) {}

          @Override
          public void row(int y, byte[] pixels, int offset) {
            throw failure;
          }
        };
    assertThatThrownBy(
            () -> new ImageDecoder(Limits.standard()).decode(PICTURE, ColorMode.GRAY, full))
        .isSameAs(failure);
  }

  @Test
  void decodesInSeveralThreadsAtOnce() throws Exception {
    List<byte[]> files =
        List.of(
            Jpegs.flat(40, 30, ImageWriteParam.MODE_DISABLED, 10, 20, 30),
            WebpPictureTest.LOSSLESS,
            new PngWriter(9, 9, 8, 2).write(new int[243]));
    List<byte[]> alone = new ArrayList<>();
    for (byte[] file : files) {
      alone.add(Pixels.rgb(file).bytes());
    }

    IntStream.range(0, 300)
        .parallel()
        .forEach(i -> assertThat(decoded(files.get(i % 3))).isEqualTo(alone.get(i % 3)));
  }

  private static byte[] decoded(byte[] file) {
    try {
      return Pixels.rgb(file).bytes();
    } catch (UnreadableException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void travelsWithItsLimits() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(Limits.standard());
    }

    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(new Limits(178_956_970));
    }
  }
}
