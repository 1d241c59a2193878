package io.millrace.sampledata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.decode.Limits;
import io.millrace.decode.video.VideoFile;
import io.millrace.decode.video.VideoLibrary;
import io.millrace.item.RowSink;
import io.millrace.item.Size;
import io.millrace.sampledata.AvenueData.Extent;
import io.millrace.storage.LocalStorage;
import io.millrace.storage.RangeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvenueDataTest {
  private static final int CELL_HEADER = 64;

  @TempDir Path folder;

  @BeforeAll
  static void needsFfmpeg() {
    assumeTrue(VideoLibrary.missing().isEmpty(), () -> "Skipped: " + VideoLibrary.missing());
  }

  @Test
  void drawsTheLayoutOfAvenue() throws IOException {
    Summary summary = draw(small("a"));

    Map<String, String> files = files("a");
    assertThat(files.keySet())
        .containsExactly(
            "ground_truth_demo/testing_label_mask/1_label.mat",
            "ground_truth_demo/testing_label_mask/2_label.mat",
            "testing_videos/01.avi",
            "testing_videos/02.avi",
            "training_videos/01.avi");
    long bytes = files.values().stream().mapToLong(hex -> hex.length() / 2).sum();
    assertThat(summary).isEqualTo(new Summary(3, 2, bytes));
    // what AVI calls the codec by
    assertThat(files.get("training_videos/01.avi"))
        .contains(HexFormat.of().formatHex(new byte[] {'v', 'i', 'd', 's', 'X', 'V', 'I', 'D'}));
  }

  @Test
  void drawsTheSameBytesForTheSameSeedAndOthersForAnother() throws IOException {
    draw(small("a"));
    draw(small("b"));
    draw(small("c").withSeed(1));

    assertThat(files("b")).isEqualTo(files("a"));
    Map<String, String> others = files("c");
    files("a").forEach((path, bytes) -> assertThat(others.get(path)).isNotEqualTo(bytes));
  }

  @Test
  void masksAreWhereTheIntruderWasDrawnAndNowhereElse() {
    AvenueData data = AvenueData.in(folder).withSize(new Size(64, 96));
    Plaza calm = Film.training(1).plaza(data);
    Plaza disturbed = Film.testing(1).plaza(data);
    byte[] rgb = new byte[64 * 96 * 3];
    byte[] mask = new byte[64 * 96];
    List<Integer> seen = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      calm.draw(i, rgb, mask);
      assertThat(sum(mask)).as("frame %d of a training video", i).isZero();
      disturbed.draw(i, rgb, mask);
      if (sum(mask) > 0) {
        seen.add(i);
        assertThat(spread(rgb, mask)).as("levels below the mask of frame %d", i).isLessThan(20);
      }
    }

    assertThat(seen).hasSizeBetween(18, 30);
  }

  /** An intruder has one colour, but for the sensor's noise. */
  private static int spread(byte[] rgb, byte[] mask) {
    int least = 255;
    int most = 0;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] == 1) {
        least = Math.min(least, rgb[3 * i] & 0xFF);
        most = Math.max(most, rgb[3 * i] & 0xFF);
      }
    }

    return most - least;
  }

  @Test
  void writesLabelsAsMatlabDoes() throws Exception {
    draw(small("a"));

    byte[] file =
        Files.readAllBytes(folder.resolve("a/ground_truth_demo/testing_label_mask/2_label.mat"));
    ByteBuffer outer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(outer.getShort(124)).isEqualTo((short) 0x0100);
    assertThat(outer.getInt(128)).isEqualTo(15);
    assertThat(outer.getInt(132)).isEqualTo(file.length - 136);
    ByteBuffer volume = ByteBuffer.wrap(inflate(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(volume.getInt(0)).isEqualTo(14);
    assertThat(volume.getInt(4)).isEqualTo(volume.capacity() - 8);
    assertThat(volume.getInt(32)).isEqualTo(1);
    assertThat(volume.getInt(36)).isEqualTo(24);

    AvenueData data = small("a");
    Plaza plaza = Film.testing(2).plaza(data);
    byte[] mask = new byte[64 * 96];
    for (int i = 0; i < 24; i++) {
      plaza.draw(i, new byte[64 * 96 * 3], mask);
      int cell = CELL_HEADER - 8 + i * (56 + 64 * 96);
      assertThat(volume.getInt(cell + 32)).isEqualTo(64);
      assertThat(volume.getInt(cell + 36)).isEqualTo(96);
      for (int k = 0; k < mask.length; k++) {
        int column = k % 96 * 64 + k / 96;
        assertThat(volume.get(cell + 56 + column)).isEqualTo(mask[k]);
      }
    }
  }

  private static byte[] inflate(byte[] file) throws DataFormatException {
    Inflater inflater = new Inflater();
    inflater.setInput(file, 136, file.length - 136);
    byte[] bytes = new byte[1 << 22];
    int length = inflater.inflate(bytes);
    inflater.end();
    return java.util.Arrays.copyOf(bytes, length);
  }

  @Test
  void videosHaveAllFramesNearToWhatWasDrawn() throws IOException {
    AvenueData data = small("a");
    draw(data);

    Path path = folder.resolve("a/testing_videos/01.avi");
    long length = Files.size(path);
    byte[] drawn = new byte[64 * 96 * 3];
    try (RangeFile file = new LocalStorage().open(path.toString(), length);
        VideoFile video = VideoFile.open(file, length, Limits.standard())) {
      assertThat(video.frames()).isEqualTo(24);
      for (int i = 0; i < 24; i++) {
        Film.testing(1).plaza(data).draw(i, drawn, new byte[64 * 96]);
        Difference difference = new Difference(drawn);
        video.frame(i, difference);
        assertThat(difference.mean()).as("mean levels off in frame %d", i).isLessThan(6);
      }
    }
  }

  @Test
  void refusesValuesThatItCannotDraw() {
    assertThatThrownBy(() -> small("a").withSize(new Size(65, 96)))
        .hasMessage("Invalid size of drawn frames: 65 x 96 (must be even, and at least 64 x 64)");
    assertThatThrownBy(() -> new Extent(0, 3, 60))
        .hasMessage("Invalid number of drawn videos: 0 and 3 (must be 1 to 99 of each)");
    assertThatThrownBy(() -> new Extent(1, 1, 7))
        .hasMessage("Invalid number of frames a video: 7 (must be >= 8)");
  }

  @Test
  void refusesAFolderWithAnotherFile() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    Files.writeString(folder.resolve("a/notes.txt"), "mine");

    assertThatThrownBy(() -> draw(small("a")))
        .hasMessage(
            "Cannot draw into "
                + folder.resolve("a")
                + ": it is not empty, it holds notes.txt (choose an empty folder)");
  }

  private AvenueData small(String name) {
    return AvenueData.in(folder.resolve(name))
        .withExtent(new Extent(1, 2, 24))
        .withSize(new Size(64, 96));
  }

  private static Summary draw(AvenueData data) throws IOException {
    return data.draw(done -> {});
  }

  private static int sum(byte[] mask) {
    int sum = 0;
    for (byte each : mask) {
      sum += each;
    }

    return sum;
  }

  private Map<String, String> files(String name) throws IOException {
    Path root = folder.resolve(name);
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(root)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        String path = root.relativize(file).toString().replace('\\', '/');
        files.put(path, HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }

    return files;
  }

  /** Compares rows with a drawn frame. */
  private static final class Difference implements RowSink {
    private final byte[] drawn;
    private long sum;

    Difference(byte[] drawn) {
      this.drawn = drawn;
    }

    @Override
    public void begin(int width, int height, int channels) {
      assertThat(width * height * channels).isEqualTo(drawn.length);
    }

    @Override
    public void row(int y, byte[] pixels, int offset) {
      for (int i = 0; i < 96 * 3; i++) {
        sum += Math.abs((pixels[offset + i] & 0xFF) - (drawn[y * 96 * 3 + i] & 0xFF));
      }
    }

    double mean() {
      return (double) sum / drawn.length;
    }
  }
}
