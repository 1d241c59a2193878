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

class MVTecADTest {
  private static final MVTecAD DATASET = MVTecAD.at("/data/MVTecAD");
  private static final Place GRID = DATASET.places(List.of("grid")).get(0);

  @ParameterizedTest
  @CsvSource({
    "train/good/000.png, TRAIN, good, NORMAL, grid/train/good/000",
    "train/good/000.PNG, TRAIN, good, NORMAL, grid/train/good/000",
    "train/bent/000.png, TRAIN, bent, ABNORMAL, grid/train/bent/000",
    "test/good/a b.c.png, TEST, good, NORMAL, grid/test/good/a b.c",
    "test/bent/ü%20.png, TEST, bent, ABNORMAL, grid/test/bent/ü%20",
    "test/Good/1.png, TEST, Good, ABNORMAL, grid/test/Good/1"
  })
  void readsPictures(String path, Split split, String label, Label index, String key) {
    assertThat(DATASET.read(GRID, path))
        .isEqualTo(Entry.image(key, new Entry.ClassFolder(split, label, index)));
  }

  @ParameterizedTest
  @CsvSource({"000_mask.png, 000", "000.PNG, 000", "a_mask_mask.png, a_mask", "000_gt.png, 000_gt"})
  void readsMasksWithTheKeyOfTheirPicture(String mask, String picture) {
    assertThat(DATASET.read(GRID, "ground_truth/bent/" + mask))
        .isEqualTo(Entry.mask(Entry.Role.MASK, List.of("grid/test/bent/" + picture)));
  }

  @Test
  void tellsMasksOfGoodPicturesApart() {
    assertThat(DATASET.read(GRID, "ground_truth/good/000_mask.png").role())
        .isEqualTo(Entry.Role.MASK_ON_GOOD);
    assertThat(DATASET.read(GRID, "ground_truth/good2/000_mask.png").role())
        .isEqualTo(Entry.Role.MASK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train/good/000.Png",
        "train/good/000.jpg",
        "train/good/000",
        "train/good/000.png.bak",
        "train/000.png",
        "000.png",
        "train/good/deeper/000.png",
        "validation/good/000.png",
        "Train/good/000.png",
        "test/bent/readme.txt"
      })
  void hasNoPlaceForOtherFiles(String path) {
    assertThat(DATASET.read(GRID, path)).isEqualTo(Entry.UNUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"license.txt", "readme.txt"})
  void passesOverWhatEveryCopyHas(String path) {
    assertThat(DATASET.read(GRID, path)).isEqualTo(Entry.IGNORED);
  }

  @Test
  void sortsItsCategoriesAndNamesEachOnce() {
    assertThat(DATASET.categories("zipper", "Tile", "bottle", "zipper").categories())
        .containsExactly("Tile", "bottle", "zipper");
    assertThat(DATASET.category("grid").categories()).containsExactly("grid");
    assertThat(DATASET.categories()).isEmpty();
    assertThat(DATASET.hasCategories()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/data/M, /data/M/grid",
    "/data/M/, /data/M/grid",
    "/data/M///, /data/M/grid",
    "/, /grid",
    ".,./grid",
    "'', grid",
    "s3a://bucket/, s3a://bucket/grid"
  })
  void findsItsCategoriesBelowAnyRoot(String root, String folder) {
    assertThat(MVTecAD.at(root).places(List.of("grid")))
        .containsExactly(new Place(folder, "grid", "grid", "category", "grid/"));
  }

  @Test
  void idsBeginWithTheCategory() {
    assertThat(GRID.id("train/good/000.png")).isEqualTo("grid/train/good/000.png");
    assertThat(GRID.at("file:/x").folder()).isEqualTo("file:/x");
    assertThat(GRID.at("file:/x").id("a")).isEqualTo("grid/a");
  }

  @Test
  void alwaysHasMasks() {
    assertThat(DATASET.task()).isEqualTo(Task.SEGMENTATION);
    assertThat(DATASET.name()).isEqualTo("MVTecAD");
  }

  @Test
  void guideListsEveryDataset() {
    assertThat(Datasets.all())
        .extracting(DatasetFacts::name)
        .containsExactly(
            "MVTecAD",
            "Folder",
            "MVTec3D",
            "ADAM3D",
            "Folder3D",
            "Avenue",
            "ShanghaiTech",
            "UCSDped",
            "FolderVideo",
            "Store");
    assertThat(DATASET.facts().categories()).hasSize(15).isSorted();
  }
}
