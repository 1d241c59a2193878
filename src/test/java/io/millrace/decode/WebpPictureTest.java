package io.millrace.decode;

import static io.millrace.decode.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.sample.Reason;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The pictures were drawn with Pillow, because the JDK writes no WebP. */
class WebpPictureTest {
  private static final int[] RGB = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 60, 70, 80, 90};

  /** 3 x 2 pixels, {@link #RGB}. */
  static final byte[] LOSSLESS =
      file(
          "UklGRj4AAABXRUJQVlA4TDIAAAAvAkAAAC9AJmAZG14ZRpBtG9p+j5EJWMaGDN7Nf9TdZ5//TCaoaduADXX+5dSI"
              + "/sf0Ag==");

  private static final byte[] ALPHA =
      file(
          "UklGRj4AAABXRUJQVlA4TDIAAAAvAkAAEC9AJmAZG14ZRpBtG9p+j5EJWMaGDN4NWdTdZ5//TCaoaduADXX+5dSI"
              + "/sf0Ag==");

  /** 16 x 16 pixels of one colour. */
  static final byte[] LOSSY =
      file(
          "UklGRkIAAABXRUJQVlA4IDYAAABQAgCdASoQABAAAAAAJaACdLoB+AH6AfwAB5AA/u3O3/+SD15PPz/yQj/+1J+v"
              + "MHK/+0yAAAA=");

  private static final byte[] ANIMATION =
      file(
          "UklGRqgAAABXRUJQVlA4WAoAAAACAAAAAgAAAQAAQU5JTQYAAAAAAAAAAABBTk1GSgAAAAAAAAAAAAIAAAEAAAAA"
              + "AAJWUDhMMgAAAC8CQAAAL0AmYBkbXhlGkG0b2n6PkQlYxoYM3s1/1N1nn/9MJqhp24ANdf7l1Ij+x/QCQU5NRioA"
              + "AAAAAAAAAAACAAABAAAAAAAAVlA4TBEAAAAvAkAAAAdQsiJXpv+BiOh/AAA=");

  private static byte[] file(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static ImageInfo info(byte[] file) throws Exception {
    return new ImageDecoder(Limits.standard()).info(file);
  }

  @Test
  void readsLosslessPicturesExactly() throws Exception {
    assertThat(Pixels.rgb(LOSSLESS).values()).containsExactly(RGB);
    assertThat(info(LOSSLESS)).isEqualTo(new ImageInfo("WEBP", 3, 2, "RGB"));
  }

  @Test
  void dropsAlpha() throws Exception {
    assertThat(Pixels.rgb(ALPHA).values()).containsExactly(RGB);
    assertThat(info(ALPHA)).isEqualTo(new ImageInfo("WEBP", 3, 2, "RGBA"));
  }

  @Test
  void readsLossyPicturesNearly() throws Exception {
    int[] values = Pixels.rgb(LOSSY).values();
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isCloseTo(new int[] {201, 100, 50}[i % 3], within(3));
    }
    assertThat(info(LOSSY)).isEqualTo(new ImageInfo("WEBP", 16, 16, "RGB"));
  }

  @Test
  void readsTheFirstFrameOfAnAnimation() throws Exception {
    assertThat(Pixels.rgb(ANIMATION).values()).containsExactly(RGB);
  }

  @Test
  void refusesWhatIsTruncatedOrDamaged() {
    assertRefused(
        Arrays.copyOf(LOSSLESS, 20),
        Reason.TRUNCATED,
        "is truncated: its header has 20 of 25 bytes");
    assertRefused(
        Arrays.copyOf(LOSSLESS, 50), Reason.TRUNCATED, "is truncated: it has 50 of 70 bytes");
    byte[] other = LOSSLESS.clone();
    other[15] = 'Q';
    assertRefused(other, Reason.CORRUPT, "is a WebP without a picture");
  }

  @Test
  void checksTheSizeOfTheFrameItself() {
    byte[] large = ANIMATION.clone();
    Arrays.fill(large, 24, 30, (byte) 0xff);
    assertRefused(
        large,
        Reason.UNSUPPORTED_FORMAT,
        "is a WebP of 16777216 x 16777216 whose first frame is 3 x 2");
    byte[] alone = LOSSLESS.clone();
    Arrays.fill(alone, 21, 24, (byte) 0xff);
    assertRefused(alone, Reason.TRUNCATED, "is truncated: its picture ends before its last pixel");
    alone[24] = 0x0f;
    assertRefused(alone, Reason.TOO_LARGE, "is 16384 x 16384, more than 178956970 pixels");
  }

  @Test
  void refusesDamagedChunks() {
    byte[] header = ANIMATION.clone();
    header[16] = 9;
    assertRefused(header, Reason.CORRUPT, "is a WebP with a damaged extended header");
    byte[] chunk = LOSSLESS.clone();
    chunk[16] = 99;
    assertRefused(chunk, Reason.TRUNCATED, "is truncated: its chunk at byte 12 claims 99 bytes");
    byte[] empty = LOSSLESS.clone();
    empty[16] = 4;
    assertRefused(empty, Reason.CORRUPT, "is a WebP with a picture of 4 bytes");
  }
}
