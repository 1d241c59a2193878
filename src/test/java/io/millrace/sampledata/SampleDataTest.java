package io.millrace.sampledata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.item.Size;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDataTest {
  @TempDir Path folder;

  @Test
  void drawsTheLayoutOfMVTecAD() throws IOException {
    Summary summary = small("a").withImages(20).draw();

    Map<String, String> files = files("a");
    assertThat(files.keySet())
        .hasSize(26)
        .contains(
            "millstone/train/good/000.png",
            "millstone/train/good/011.png",
            "millstone/test/good/001.png",
            "millstone/test/chip/001.png",
            "millstone/test/scratch/001.png",
            "millstone/test/stain/001.png",
            "millstone/ground_truth/chip/001_mask.png",
            "millstone/ground_truth/scratch/001_mask.png",
            "millstone/ground_truth/stain/001_mask.png");
    long bytes = files.values().stream().mapToLong(hex -> hex.length() / 2).sum();
    assertThat(summary).isEqualTo(new Summary(20, 6, bytes));
  }

  @Test
  void writesRgbPicturesAndGreyMasksOfTheSameSize() throws IOException {
    small("a").withSize(new Size(70, 90)).draw();

    BufferedImage image = read("a/millstone/test/chip/000.png");
    BufferedImage mask = read("a/millstone/ground_truth/chip/000_mask.png");
    assertThat(List.of(image.getHeight(), image.getWidth())).containsExactly(70, 90);
    assertThat(List.of(mask.getHeight(), mask.getWidth())).containsExactly(70, 90);
    assertThat(image.getRaster().getNumBands()).isEqualTo(3);
    assertThat(mask.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
  }

  @Test
  void drawsTheSameBytesForTheSameSeedAndOthersForAnother() throws IOException {
    small("a").draw();
    small("b").draw();
    small("c").withSeed(1).draw();

    assertThat(files("b")).isEqualTo(files("a"));
    Map<String, String> others = files("c");
    assertThat(others.keySet()).isEqualTo(files("a").keySet());
    files("a").forEach((path, bytes) -> assertThat(others.get(path)).isNotEqualTo(bytes));
  }

  @Test
  void drawsOtherStonesForAnotherCategory() throws IOException {
    small("a").draw();
    small("a").withCategory("quern").draw();

    String picture = "/train/good/000.png";
    assertThat(files("a").get("quern" + picture))
        .isNotEqualTo(files("a").get("millstone" + picture));
  }

  @Test
  void keepsTheFirstPicturesWhenMoreAreDrawn() throws IOException {
    for (int images = 10; images < 43; images += 4) {
      List<Shot> more = Shot.first(images + 4);
      assertThat(more).containsAll(Shot.first(images)).doesNotHaveDuplicates();
    }

    small("a").draw();
    Map<String, String> before = files("a");
    small("a").withImages(25).draw();
    assertThat(files("a")).containsAllEntriesOf(before).hasSizeGreaterThan(before.size());
  }

  @Test
  void trainsWithSixtyPercentOfThePictures() {
    long train = Shot.first(60).stream().filter(shot -> shot.group() == Group.TRAIN_GOOD).count();
    assertThat(train).isEqualTo(36);
  }

  @Test
  void resumesADrawingThatWasCutShort() throws IOException {
    small("a").draw();
    Map<String, String> whole = files("a");
    Path mask = folder.resolve("a/millstone/ground_truth/stain/000_mask.png");
    Path picture = folder.resolve("a/millstone/train/good/001.png");
    Files.delete(mask);
    Files.move(picture, picture.resolveSibling("001.png.unfinished"));

    small("a").draw();
    assertThat(files("a")).isEqualTo(whole);
  }

  @Test
  void refusesAFolderWithAnotherFile() throws IOException {
    Path category = folder.resolve("a/millstone");
    Files.createDirectories(category.resolve("train"));
    Files.writeString(category.resolve("train/notes.txt"), "mine");

    assertThatThrownBy(() -> small("a").draw())
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Cannot draw into "
                + category
                + ": it is not empty, it holds train/notes.txt (choose an empty folder)");
  }

  @Test
  void refusesAFileInPlaceOfTheFolder() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    Path file = Files.writeString(folder.resolve("a/millstone"), "mine");

    assertThatThrownBy(() -> small("a").draw())
        .hasMessage("Cannot draw into " + file + ": it is a file (choose an empty folder)");
  }

  @Test
  void saysWhichFileItCannotWrite() throws IOException {
    Path root = Files.writeString(folder.resolve("a"), "mine");

    assertThatThrownBy(() -> small("a").draw())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Cannot write " + root.resolve("millstone"))
        .hasMessageEndingWith("(check the folder's rights and the disk's space)");
  }

  @Test
  void refusesAFolderWithPicturesOfAnotherSeedAndLeavesItAsItIs() throws IOException {
    small("a").draw();
    Map<String, String> before = files("a");

    assertThatThrownBy(() -> small("a").withSeed(7).withImages(30).draw())
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "Cannot draw into .*millstone: it is not empty, its (train|test)/.*png is another"
                + " picture \\(choose an empty folder\\)");
    assertThat(files("a")).isEqualTo(before);
  }

  @Test
  void tellsHowManyPicturesAreDone() throws IOException {
    List<Integer> told = new ArrayList<>();
    small("a")
        .draw(
            done -> {
              synchronized (told) {
                told.add(done);
              }
            });

    assertThat(told).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  }

  @Test
  void refusesValuesThatItCannotDraw() {
    assertThatThrownBy(() -> small("a").withImages(9))
        .hasMessage("Invalid number of pictures: 9 (must be >= 10: two for each folder)");
    assertThatThrownBy(() -> small("a").withSize(new Size(63, 900)))
        .hasMessage("Invalid size of drawn pictures: 63 x 900 (must be at least 64 x 64)");
    assertThatThrownBy(() -> small("a").withCategory("../up"))
        .hasMessage("Invalid category: '../up' (must be letters, digits, _ and -)");
  }

  private SampleData small(String name) {
    return SampleData.in(folder.resolve(name)).withImages(10).withSize(new Size(64, 64));
  }

  private BufferedImage read(String path) throws IOException {
    return ImageIO.read(folder.resolve(path).toFile());
  }

  private Map<String, String> files(String name) throws IOException {
    Path root = folder.resolve(name);
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(root)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        if (!file.toString().endsWith(".unfinished")) {
          String path = root.relativize(file).toString().replace('\\', '/');
          files.put(path, HexFormat.of().formatHex(Files.readAllBytes(file)));
        }
      }
    }

    return files;
  }
}
