package io.millrace.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sample.Label;
import io.millrace.sample.Split;
import io.millrace.sample.Task;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MVTec3DTest {
  private static final MVTec3D DATASET = MVTec3D.at("/data/3d/");
  private static final Place BAGEL = DATASET.places(List.of("bagel")).get(0);
  private static final ADAM3D ADAM = ADAM3D.at("/data/adam");
  private static final Place GEAR = ADAM.places(List.of("spurgear")).get(0);

  @ParameterizedTest
  @CsvSource({
    "train/good/rgb/000.png, TRAIN, good, NORMAL, bagel/train/good/000",
    "train/good/rgb/000.PNG, TRAIN, good, NORMAL, bagel/train/good/000",
    "validation/good/rgb/0.Png, VAL, good, NORMAL, bagel/val/good/0",
    "test/good/rgb/a b.c.png, TEST, good, NORMAL, bagel/test/good/a b.c",
    "test/hole/rgb/ü.png, TEST, hole, ABNORMAL, bagel/test/hole/ü"
  })
  void readsPictures(String path, Split split, String label, Label index, String key) {
    assertThat(DATASET.read(BAGEL, path))
        .isEqualTo(Entry.image(key, new Entry.ClassFolder(split, label, index)));
    assertThat(DATASET.places(List.of("bagel")))
        .containsExactly(new Place("/data/3d/bagel", "bagel", "bagel", "category", "bagel/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiff", "TIFF", "tif"})
  void depthMapsMeetTheirPictures(String suffix) {
    assertThat(DATASET.read(BAGEL, "train/good/xyz/001." + suffix))
        .isEqualTo(Entry.depth("bagel/train/good/001"));
    assertThat(DATASET.read(BAGEL, "validation/good/xyz/001." + suffix))
        .isEqualTo(Entry.depth("bagel/val/good/001"));
    assertThat(ADAM.read(GEAR, "test/cut/xyz/001." + suffix))
        .isEqualTo(Entry.depth("spurgear/test/cut/001"));
  }

  @Test
  void masksOfGoodPicturesArePairedToo() {
    assertThat(DATASET.read(BAGEL, "test/hole/gt/000.png"))
        .isEqualTo(Entry.mask(Entry.Role.MASK, List.of("bagel/test/hole/000")));
    assertThat(DATASET.read(BAGEL, "test/good/gt/000.png"))
        .isEqualTo(Entry.mask(Entry.Role.MASK, List.of("bagel/test/good/000")));
    assertThat(DATASET.read(BAGEL, "validation/good/gt/000.png"))
        .isEqualTo(Entry.mask(Entry.Role.MASK, List.of("bagel/val/good/000")));
  }

  @Test
  void masksOfTrainingPicturesArePassedOver() {
    assertThat(DATASET.read(BAGEL, "train/good/gt/000.png")).isEqualTo(Entry.IGNORED);
    assertThat(ADAM.read(GEAR, "train/good/ground_truth/000.png")).isEqualTo(Entry.IGNORED);
  }

  @Test
  void eachHasItsOwnFolderOfMasks() {
    assertThat(ADAM.read(GEAR, "test/cut/ground_truth/000.png"))
        .isEqualTo(Entry.mask(Entry.Role.MASK, List.of("spurgear/test/cut/000")));
    assertThat(ADAM.read(GEAR, "test/cut/gt/000.png")).isEqualTo(Entry.UNUSED);
    assertThat(DATASET.read(BAGEL, "test/cut/ground_truth/000.png")).isEqualTo(Entry.UNUSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train/good/000.png",
        "train/good/rgb/000.tiff",
        "train/good/xyz/000.png",
        "train/good/rgb/a/000.png",
        "val/good/rgb/000.png",
        "test/hole/rgb/readme.txt",
        "000.png"
      })
  void hasNoPlaceForOtherFiles(String path) {
    assertThat(DATASET.read(BAGEL, path)).isEqualTo(Entry.UNUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"license.txt", "readme.txt", "calibration/camera_parameters.json"})
  void passesOverWhatEveryCopyHas(String path) {
    assertThat(DATASET.read(BAGEL, path)).isEqualTo(Entry.IGNORED);
  }

  @Test
  void hasDepthMasksAndCategories() {
    assertThat(DATASET.hasDepth()).isTrue();
    assertThat(DATASET.task()).isEqualTo(Task.SEGMENTATION);
    assertThat(DATASET.clips().exist()).isFalse();
    assertThat(DATASET.division()).isEqualTo(Division.PUBLISHED);
    assertThat(DATASET.categories("tire", "bagel", "tire").categories())
        .containsExactly("bagel", "tire");
    assertThat(DATASET.category("rope").categories()).containsExactly("rope");
    assertThat(DATASET.facts().categories()).hasSize(10).isSorted();
    assertThat(ADAM.hasDepth()).isTrue();
    assertThat(ADAM.category("1m1").categories()).containsExactly("1m1");
    assertThat(ADAM.facts().categories()).hasSize(23).isSorted();
  }
}
