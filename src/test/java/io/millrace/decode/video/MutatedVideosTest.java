package io.millrace.decode.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged videos neither end the process nor keep it, and never take much memory. */
class MutatedVideosTest {
  private static final int MUTATIONS = 2000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_MEBIBYTES = 512;
  private static final String LAST = "the end";

  @ParameterizedTest
  @ValueSource(strings = {"avi", "mp4"})
  @Timeout(300)
  void eachEndsInFramesOrInAMessage(String container) throws Exception {
    assumeTrue(VideoLibrary.missing().isEmpty(), () -> "Skipped: " + VideoLibrary.missing());
    Process child =
        ChildJvm.bare()
            .jarOf(ChildJvm.FFMPEG)
            .jarOf(ChildJvm.JAVACPP)
            .option("-Xmx128m")
            .start(MutatedVideos.class, container, 0, MUTATIONS);
    List<String> lines = new ArrayList<>();
    try {
      BlockingQueue<String> told = read(child);
      String line = told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      while (line != null && !line.equals(LAST)) {
        lines.add(line);
        line = told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }

      assertThat(line).as("nothing for ten seconds after %s", last(lines)).isNotNull();
      assertThat(child.waitFor()).as("exit code after %s", last(lines)).isZero();
    } finally {
      child.destroyForcibly();
    }

    assertThat(lines).hasSize(2 * MUTATIONS + 1);
    long most = Long.parseLong(last(lines).replace("most ", "")) >> 10;
    assertThat(most).as("MiB at most").isLessThan(MOST_MEBIBYTES);
    assertThat(lines)
        .anyMatch(each -> each.matches("\\d+ 40 frames "))
        .anyMatch(each -> each.matches("\\d+ NO_VIDEO .*"));
  }

  private static String last(List<String> lines) {
    return lines.isEmpty() ? "the start" : lines.get(lines.size() - 1);
  }

  private static BlockingQueue<String> read(Process child) {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(
                      new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
                lines.lines().forEach(told::add);
              } catch (IOException e) {
                told.add(e.toString());
              }

              told.add(LAST);
            });
    reader.setDaemon(true);
    reader.start();
    return told;
  }

  /** Opens a video where no native library is, and prints what happens. */
  static final class Opening {
    private Opening() {}

    public static void main(String[] words) throws IOException {
      try {
        DrawnVideo.open(new byte[100]).close();
      } catch (io.millrace.sample.UnreadableException e) {
        System.out.println(e.reason() + ": " + e.getMessage());
      }
    }
  }

  @Test
  void saysWhatIsMissingWhereThereIsNoLibrary() throws Exception {
    assertThat(opened(ChildJvm.bare()))
        .startsWith("NO_VIDEO_DECODER: is a video, which cannot be decoded here: ")
        .contains(
            "(ffmpeg-*-linux-x86_64.jar and javacpp-*-linux-x86_64.jar are not on the class path:"
                + " give both with --jars, they are in target/launch/jars,"
                + " or unpack the videos to folders of frames)");
    assertThat(opened(ChildJvm.bare().option("-Dos.arch=aarch64")))
        .startsWith("NO_VIDEO_DECODER: is a video, which cannot be decoded here: ")
        .contains("Millrace brings FFmpeg for Linux on x86-64 only, this is Linux on aarch64");
  }

  private static String opened(ChildJvm child) throws Exception {
    Process process = child.start(Opening.class);
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }

  @Test
  void saysThatTheSystemIsTooOld() {
    assertThat(
            VideoLibrary.FFMPEG
                .after(new UnsatisfiedLinkError("libavutil.so: version `GLIBC_2.35' not found"))
                .text())
        .isEqualTo(
            "libavutil.so: version `GLIBC_2.35' not found (FFmpeg's build needs glibc 2.35 or"
                + " later, as Debian 12 and Ubuntu 22.04 have: use a newer image, or unpack the"
                + " videos to folders of frames)");
  }
}
