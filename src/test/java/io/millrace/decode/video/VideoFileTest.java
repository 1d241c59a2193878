package io.millrace.decode.video;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.decode.Limits;
import io.millrace.item.Size;
import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import io.millrace.sampledata.VideoWriter.Coding;
import io.millrace.sampledata.VideoWriter.Pictures;
import io.millrace.storage.RangeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames of videos that the tests draw. */
class VideoFileTest {
  @BeforeAll
  static void needsFfmpeg() {
    assumeTrue(VideoLibrary.missing().isEmpty(), () -> "Skipped: " + VideoLibrary.missing());
  }

  static Stream<Arguments> codings() {
    Coding mp4 = new Coding("mp4", "mpeg4", "", new Pictures(12, 2));
    return Stream.of(
        Arguments.of(Coding.AVENUE, 100),
        Arguments.of(Coding.AVENUE.with(new Pictures(250, 2)), 100),
        Arguments.of(Coding.AVENUE.with(new Pictures(12, 0)), 100),
        Arguments.of(Coding.AVENUE.with(new Pictures(1, 0)), 40),
        Arguments.of(Coding.AVENUE, 1),
        Arguments.of(Coding.AVENUE, 2),
        Arguments.of(mp4, 100),
        Arguments.of(new Coding("matroska", "mpeg4", "", new Pictures(15, 2)), 100),
        Arguments.of(new Coding("mp4", "libopenh264", "", new Pictures(10, 0)), 100),
        Arguments.of(new Coding("avi", "ffv1", "", new Pictures(1, 0)), 60),
        Arguments.of(new Coding("mpegts", "mpeg2video", "", new Pictures(10, 2)), 100),
        Arguments.of(new Coding("webm", "libvpx", "", new Pictures(20, 0)), 60));
  }

  @ParameterizedTest
  @MethodSource("codings")
  void framesAreTheSameInEveryOrder(Coding coding, int frames) throws IOException {
    byte[] bytes = DrawnVideo.of(coding, frames);
    List<String> inOrder = new ArrayList<>();
    try (VideoFile video = DrawnVideo.open(bytes)) {
      assertThat(video.frames()).isEqualTo(frames);
      assertThat(video.damage()).isEmpty();
      for (int i = 0; i < frames; i++) {
        inOrder.add(sum(video, i));
      }

      assertThat(video.decoded()).isEqualTo(frames);
    }

    assertThat(inOrder).doesNotHaveDuplicates();
    Random random = new Random(3);
    for (int round = 0; round < 12; round++) {
      try (VideoFile video = DrawnVideo.open(bytes)) {
        for (int i = 0; i < 6; i++) {
          int index = random.nextInt(frames);
          assertThat(sum(video, index)).as("frame %d", index).isEqualTo(inOrder.get(index));
        }
      }
    }
  }

  @Test
  void unpacksPicturesThatShareAPacket() throws IOException {
    byte[] packed = PackedAvi.pack(DrawnVideo.of(Coding.AVENUE.with(new Pictures(12, 1)), 90));
    List<String> inOrder = new ArrayList<>();
    try (VideoFile video = DrawnVideo.open(packed)) {
      assertThat(video.frames()).isEqualTo(90);
      assertThat(video.damage()).isEmpty();
      for (int i = 0; i < 90; i++) {
        inOrder.add(sum(video, i));
      }
    }

    assertThat(inOrder).doesNotHaveDuplicates();
    try (VideoFile video = DrawnVideo.open(packed)) {
      for (int i : new int[] {60, 0, 1, 2, 3, 40, 89, 5, 70, 88, 87}) {
        assertThat(sum(video, i)).as("frame %d", i).isEqualTo(inOrder.get(i));
      }
    }
  }

  @Test
  void decodesEachFrameOnceInOrderAndOnAfterASmallJump() throws IOException {
    try (VideoFile video = DrawnVideo.open(DrawnVideo.of(Coding.AVENUE, 60))) {
      sum(video, 3);
      sum(video, 3);
      sum(video, 4);
      sum(video, 34);

      assertThat(video.decoded()).isEqualTo(35);
      assertThat(video.info()).isEqualTo(new VideoInfo("avi", "mpeg4", 80, 48));
    }
  }

  @Test
  void reachesAFarFrameFromTheKeyFrameBeforeIt() throws IOException {
    byte[] bytes = DrawnVideo.of(Coding.AVENUE.with(new Pictures(10, 0)), 200);
    try (VideoFile video = DrawnVideo.open(bytes)) {
      sum(video, 0);
      sum(video, 155);

      assertThat(video.decoded()).isLessThanOrEqualTo(1 + 10);
    }
  }

  /** javacpp has room for ten call-backs of a kind. */
  @Test
  void readsManyVideosAtTheSameTime() throws IOException {
    byte[] bytes = DrawnVideo.of(Coding.AVENUE, 20);
    List<VideoFile> videos = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      videos.add(DrawnVideo.open(bytes));
    }

    for (int frame = 0; frame < 20; frame++) {
      String first = sum(videos.get(0), frame);
      for (VideoFile video : videos) {
        assertThat(sum(video, frame)).isEqualTo(first);
      }
    }

    videos.forEach(VideoFile::close);
  }

  @Test
  void endsWithTheLastWholeFrameOfAFileThatWasCutShort() throws IOException {
    byte[] bytes = DrawnVideo.of(Coding.AVENUE, 60);
    byte[] cut = Arrays.copyOf(bytes, bytes.length / 2);
    try (VideoFile whole = DrawnVideo.open(bytes);
        VideoFile video = DrawnVideo.open(cut)) {
      int frames = video.frames();
      assertThat(frames).isBetween(5, 55);
      for (int i = 0; i < frames - 1; i++) {
        assertThat(sum(video, i)).isEqualTo(sum(whole, i));
      }

      assertThatThrownBy(() -> sum(video, frames))
          .isInstanceOf(UnreadableException.class)
          .hasMessageStartingWith(
              "ends before frame %d: it has %d frames".formatted(frames, frames))
          .extracting(e -> ((UnreadableException) e).reason())
          .isEqualTo(Reason.TRUNCATED);
    }
  }

  @Test
  void refusesWhatIsNoVideo() {
    assertRefused(new byte[0], Reason.EMPTY_FILE, "is empty (0 bytes)");
    assertRefused(
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\n".getBytes(US_ASCII),
        Reason.LFS_POINTER,
        "is a Git LFS pointer, not a video");
    assertRefused(
        "a letter to a friend".getBytes(US_ASCII),
        Reason.NO_VIDEO,
        "is no video that FFmpeg can open: ");
    assertRefused(wave(), Reason.NO_VIDEO, "has no video stream (its container is wav)");
  }

  /** A list of other files, which must not be read. */
  @Test
  void opensNoOtherFile() {
    String list = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n";
    assertRefused(list.getBytes(US_ASCII), Reason.NO_VIDEO, "is no video that FFmpeg can open: ");
    String concat = "ffconcat version 1.0\nfile /etc/hostname.avi\n";
    assertRefused(concat.getBytes(US_ASCII), Reason.NO_VIDEO, "is no video that FFmpeg can open: ");
  }

  private static void assertRefused(byte[] bytes, Reason reason, String message) {
    assertThatThrownBy(() -> DrawnVideo.open(bytes).close())
        .isInstanceOf(UnreadableException.class)
        .hasMessageStartingWith(message)
        .extracting(e -> ((UnreadableException) e).reason())
        .isEqualTo(reason);
  }

  /** A sound without pictures. */
  private static byte[] wave() {
    ByteBuffer wave = ByteBuffer.allocate(44 + 800).order(ByteOrder.LITTLE_ENDIAN);
    wave.put("RIFF".getBytes(US_ASCII)).putInt(836).put("WAVEfmt ".getBytes(US_ASCII)).putInt(16);
    wave.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(8000);
    wave.putShort((short) 1).putShort((short) 8).put("data".getBytes(US_ASCII)).putInt(800);
    return wave.array();
  }

  @Test
  void refusesFramesAboveTheLimit() throws IOException {
    byte[] bytes = DrawnVideo.of(Coding.AVENUE, 8);
    assertThatThrownBy(
            () -> VideoFile.open(DrawnVideo.file(bytes), bytes.length, new Limits(48 * 80 - 1)))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("is 80 x 48, more than 3839 pixels");
  }

  @Test
  void handsOnWhatTheFileSystemSays() throws IOException {
    byte[] bytes = DrawnVideo.of(Coding.AVENUE, 100);
    RangeFile broken =
        new RangeFile() {
          private int reads;

          @Override
          public void read(long offset, ByteBuffer target) throws IOException {
            if (reads++ > 0) {
              throw new IOException("the disk is gone");
            }

            DrawnVideo.file(bytes).read(offset, target);
          }

          @Override
          public void close() {}
        };
    // longer than what is read at first
    assertThat(bytes.length).isLessThan(1 << 16);
    assertThatThrownBy(
            () -> {
              try (VideoFile video = VideoFile.open(broken, 1 << 20, Limits.standard())) {
                video.frames();
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageMatching("the disk is gone|has .* bytes");
  }

  @Test
  void refusesToReadWhatIsClosedAndMayBeClosedTwice() throws IOException {
    VideoFile video = DrawnVideo.open(DrawnVideo.of(Coding.AVENUE, 8));
    video.close();
    video.close();

    assertThatThrownBy(() -> sum(video, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot read a video that is closed");
  }

  /** PyAV's arrays are not turned either. */
  @Test
  void ignoresThatACameraWasTurned() throws IOException {
    byte[] plain = DrawnVideo.of(new Coding("mp4", "mpeg4", "", new Pictures(12, 0)), 8);
    byte[] turned = plain.clone();
    int matrix = new String(plain, ISO_8859_1).indexOf("tkhd") + 4 + 40;
    int[] right = {0, 1 << 16, 0, -1 << 16, 0, 0, 48 << 16, 0, 1 << 30};
    assertThat(ByteBuffer.wrap(plain).getInt(matrix)).isEqualTo(1 << 16);
    for (int i = 0; i < right.length; i++) {
      ByteBuffer.wrap(turned).putInt(matrix + 4 * i, right[i]);
    }

    try (VideoFile expected = DrawnVideo.open(plain);
        VideoFile video = DrawnVideo.open(turned)) {
      assertThat(video.info()).isEqualTo(expected.info());
      assertThat(sum(video, 5)).isEqualTo(sum(expected, 5));
    }
  }

  @Test
  void givesFramesOfTheirOwnSizeWhereItChanges() throws IOException {
    Coding coding = new Coding("mpegts", "libopenh264", "", new Pictures(10, 0));
    byte[] first = DrawnVideo.of(coding, new Size(48, 80), 20);
    byte[] second = DrawnVideo.of(coding, new Size(64, 64), 20);
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    try (VideoFile video = DrawnVideo.open(both)) {
      assertThat(video.frames()).isEqualTo(40);
      FrameKeeper kept = new FrameKeeper();
      video.frame(39, kept);
      assertThat(List.of(kept.width(), kept.height())).containsExactly(64, 64);
      video.frame(0, kept);
      assertThat(List.of(kept.width(), kept.height())).containsExactly(80, 48);
    }
  }

  @Test
  void refusesAFrameBelowTheFirst() throws IOException {
    try (VideoFile video = DrawnVideo.open(DrawnVideo.of(Coding.AVENUE, 8))) {
      assertThatThrownBy(() -> sum(video, -1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid frame: -1 (must be >= 0)");
    }
  }

  private static String sum(VideoFile video, int index) throws IOException {
    FrameKeeper kept = new FrameKeeper();
    video.frame(index, kept);
    return kept.sum();
  }
}
