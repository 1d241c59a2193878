package io.millrace.sampledata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.decode.DepthDecoder;
import io.millrace.decode.DepthInfo;
import io.millrace.decode.Limits;
import io.millrace.item.Size;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MVTec3DDataTest {
  private static final Size SIZE = new Size(120, 150);

  @TempDir Path folder;

  private MVTec3DData small(String name) {
    return MVTec3DData.in(folder.resolve(name)).withImages(10).withSize(new Size(64, 70));
  }

  private static List<ReliefShot> defects() {
    return ReliefShot.first(40).stream()
        .filter(shot -> shot.group() == ReliefGroup.TEST_DENT || isBump(shot))
        .toList();
  }

  private static boolean isBump(ReliefShot shot) {
    return shot.group() == ReliefGroup.TEST_BUMP;
  }

  @Test
  void drawsTheLayoutOfMVTec3D() throws IOException {
    Summary summary = small("a").withImages(20).draw(done -> {});

    Map<String, String> files = files("a");
    assertThat(files.keySet())
        .hasSize(46)
        .contains(
            "dome/train/good/rgb/011.png",
            "dome/train/good/xyz/011.tiff",
            "dome/validation/good/rgb/001.png",
            "dome/validation/good/xyz/001.tiff",
            "dome/test/good/gt/001.png",
            "dome/test/dent/rgb/001.png",
            "dome/test/dent/xyz/001.tiff",
            "dome/test/dent/gt/001.png",
            "dome/test/bump/gt/001.png");
    long bytes = files.values().stream().mapToLong(hex -> hex.length() / 2).sum();
    assertThat(summary).isEqualTo(new Summary(20, 6, bytes));
  }

  @Test
  void writesPicturesCoordinatesAndMasksOfTheSameSize() throws IOException {
    small("a").draw(done -> {});

    Path dent = folder.resolve("a/dome/test/dent");
    BufferedImage image = ImageIO.read(dent.resolve("rgb/000.png").toFile());
    BufferedImage mask = ImageIO.read(dent.resolve("gt/000.png").toFile());
    assertThat(List.of(image.getHeight(), image.getWidth())).containsExactly(64, 70);
    assertThat(List.of(mask.getHeight(), mask.getWidth())).containsExactly(64, 70);
    assertThat(image.getRaster().getNumBands()).isEqualTo(3);
    byte[] xyz = Files.readAllBytes(dent.resolve("xyz/000.tiff"));
    assertThat(new DepthDecoder(Limits.standard()).info(xyz))
        .isEqualTo(new DepthInfo("TIFF", 70, 64, 3, "float32"));
  }

  @Test
  void writesTheCoordinatesThatItDrew() throws IOException {
    MVTec3DData data = small("a");
    data.draw(done -> {});
    float[] drawn = new ReliefShot(ReliefGroup.TEST_BUMP, 1).draw(data).xyz();

    float[] read = new float[drawn.length];
    byte[] file = Files.readAllBytes(folder.resolve("a/dome/test/bump/xyz/001.tiff"));
    new DepthDecoder(Limits.standard())
        .decode(
            file,
            info ->
                (channel, y, row) -> {
                  for (int x = 0; x < info.width(); x++) {
                    read[(y * info.width() + x) * 3 + channel] = row[x];
                  }
                });
    assertThat(read).containsExactly(drawn);
  }

  @Test
  void marksExactlyTheReadingsThatTheDefectMoved() {
    MVTec3DData data = MVTec3DData.in(folder).withSize(SIZE);
    for (ReliefShot shot : defects()) {
      ReliefPicture picture = shot.draw(data);
      ReliefPicture clean = shot.draw(data, ReliefDefect.NONE);
      int marked = 0;
      for (int i = 0; i < SIZE.height() * SIZE.width(); i++) {
        float before = clean.xyz()[3 * i + 2];
        float after = picture.xyz()[3 * i + 2];
        boolean mark = level(picture.mask(), i) > 0;
        marked += mark ? 1 : 0;
        if (before > 0 && after > 0) {
          assertThat(before != after).isEqualTo(mark);
          assertThat(!mark || (isBump(shot) ? after < before : after > before)).isTrue();
        }
      }
      assertThat(marked / (double) (SIZE.height() * SIZE.width())).isBetween(0.002, 0.03);
    }
  }

  @Test
  void measuresInMetresAndMissesAFewReadings() {
    MVTec3DData data = MVTec3DData.in(folder).withSize(SIZE);
    for (ReliefShot shot : ReliefShot.first(10)) {
      float[] xyz = shot.draw(data).xyz();
      int missing = 0;
      for (int i = 0; i < xyz.length; i += 3) {
        if (xyz[i + 2] == 0) {
          missing++;
          assertThat(xyz[i] == 0 && xyz[i + 1] == 0).isTrue();
        } else {
          assertThat(xyz[i + 2]).isBetween(0.4f, 0.4501f);
          assertThat(Math.abs(xyz[i])).isLessThan(0.08f);
        }
      }
      assertThat(missing / (xyz.length / 3.0)).isBetween(0.01, 0.2);
    }
  }

  @Test
  void leavesMasksOfGoodSamplesEmpty() {
    BufferedImage mask =
        new ReliefShot(ReliefGroup.TEST_GOOD, 0).draw(MVTec3DData.in(folder).withSize(SIZE)).mask();
    for (int i = 0; i < SIZE.height() * SIZE.width(); i++) {
      assertThat(level(mask, i)).isZero();
    }
  }

  private static int level(BufferedImage image, int pixel) {
    return image.getRaster().getSample(pixel % SIZE.width(), pixel / SIZE.width(), 0);
  }

  @Test
  void drawsTheSameBytesForTheSameSeedAndOthersForAnother() throws IOException {
    small("a").draw(done -> {});
    small("b").draw(done -> {});
    small("c").withSeed(1).draw(done -> {});

    assertThat(files("b")).isEqualTo(files("a"));
    Map<String, String> others = files("c");
    assertThat(others.keySet()).isEqualTo(files("a").keySet());
    assertThat(others.get("dome/train/good/xyz/000.tiff"))
        .isNotEqualTo(files("a").get("dome/train/good/xyz/000.tiff"));
  }

  @Test
  void keepsTheFirstSamplesWhenMoreAreDrawn() throws IOException {
    for (int images = 10; images < 43; images += 4) {
      List<ReliefShot> more = ReliefShot.first(images + 4);
      assertThat(more).containsAll(ReliefShot.first(images)).doesNotHaveDuplicates();
    }

    small("a").draw(done -> {});
    Map<String, String> before = files("a");
    small("a").withImages(16).draw(done -> {});
    assertThat(files("a")).containsAllEntriesOf(before).hasSizeGreaterThan(before.size());
  }

  @Test
  void refusesAFolderOfAnotherSeed() throws IOException {
    small("a").draw(done -> {});
    assertThatThrownBy(() -> small("a").withSeed(7).draw(done -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "Cannot draw into .*dome: it is not empty, its .* is another picture"
                + " \\(choose an empty folder\\)");
  }

  @Test
  void refusesValuesThatItCannotDraw() {
    assertThatThrownBy(() -> small("a").withImages(9))
        .hasMessage("Invalid number of samples: 9 (must be >= 10: two for each folder)");
    assertThatThrownBy(() -> small("a").withSize(new Size(63, 900)))
        .hasMessage("Invalid size of drawn samples: 63 x 900 (must be at least 64 x 64)");
    assertThatThrownBy(() -> small("a").withCategory("../up"))
        .hasMessage("Invalid category: '../up' (must be letters, digits, _ and -)");
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
}
