package io.millrace.decode;

import static javax.imageio.ImageWriteParam.MODE_DISABLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.decode.jpeg.OpenCv;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JpegDecoderTest {
  private static final Decoding BY_OPENCV = new Decoding(Limits.standard(), JpegDecoder.OPENCV);

  @Test
  void isRecordedAmongTheDecoders() {
    assertThat(Decoding.standard().decoders()).contains("jpeg=jdk", "png=millrace").isSorted();
    assertThat(BY_OPENCV.decoders()).contains("jpeg=opencv").isSorted();
  }

  @Test
  void isReadFromWhatWasRecorded() {
    assertThat(Decoding.standard().by(BY_OPENCV.decoders(), Draft.NONE)).isEqualTo(BY_OPENCV);
    assertThat(BY_OPENCV.by(Decoding.standard().decoders(), Draft.NONE))
        .isEqualTo(Decoding.standard());
    Decoding draft = new Decoding(Limits.standard(), JpegDecoder.OPENCV, new Draft(3, 4));
    assertThat(Decoding.standard().by(draft.decoders(), new Draft(3, 4))).isEqualTo(draft);
    assertThatThrownBy(() -> BY_OPENCV.by(List.of("jpeg=newer"), Draft.NONE))
        .hasMessage(
            "Unsupported decoder of JPEGs: one of [jpeg=newer] (use the version that wrote them)");
  }

  @Test
  void isOpenCvWhereItWorks() {
    assumeTrue(OpenCv.missing().isEmpty(), () -> "Skipped: " + OpenCv.missing());
    assertThat(JpegDecoder.best()).isEqualTo(JpegDecoder.OPENCV);
    assertThat(OpenCv.version()).isEqualTo("4.13.0");
  }

  /** Decodes by OpenCV where no native library is, and prints what happens. */
  static final class Executor {
    private Executor() {}

    public static void main(String[] words) throws Exception {
      System.out.println(JpegDecoder.best());
      byte[] jpeg = Jpegs.flat(8, 8, MODE_DISABLED, 5);
      System.out.println(new ImageDecoder(BY_OPENCV).info(jpeg));
      try {
        new ImageDecoder(BY_OPENCV).decode(jpeg, ColorMode.RGB, new Pixels());
      } catch (MissingDecoderException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void isRefusedByNameWhereItIsMissing() throws Exception {
    String path = place(ImageDecoder.class) + ":" + place(JpegDecoderTest.class);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                path,
                Executor.class.getName())
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(text.lines())
        .containsExactly(
            "JDK",
            "ImageInfo[format=JPEG, width=8, height=8, mode=L]",
            "Cannot decode JPEGs on "
                + InetAddress.getLocalHost().getHostName()
                + ": the driver chose OpenCV, which is missing here: no libjniopencv_imgcodecs.so in"
                + " java.class.path (opencv-*-linux-x86_64.jar, openblas-*-linux-x86_64.jar and"
                + " javacpp-*-linux-x86_64.jar are not on the class path: give all with --jars, they"
                + " are in target/launch/jars, or let the JDK decode JPEGs: jpeg_decoder: jdk)");
  }

  private static String place(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
