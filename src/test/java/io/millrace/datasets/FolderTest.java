package io.millrace.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import io.millrace.sample.Label;
import io.millrace.sample.Split;
import io.millrace.sample.Task;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderTest {
  private static final Folder NUTS = Folder.at("nuts", "/data/nuts").normalDir("good");

  private static Place place(Folder folder, String role, int i) {
    return folder.places(List.of()).stream()
        .filter(place -> place.role().equals(role))
        .toList()
        .get(i);
  }

  private static List<String> keys(Folder folder, String role, int i, String relative) {
    return folder.read(place(folder, role, i), relative).keys();
  }

  @Test
  void readsEveryRole() {
    Folder all = NUTS.abnormalDir("bad").normalTestDir("good_test").maskDir("masks");

    assertThat(all.places(List.of()))
        .extracting(Place::role, Place::folder, Place::prefix)
        .containsExactly(
            tuple("normal", "/data/nuts/good", "good"),
            tuple("normal_test", "/data/nuts/good_test", "good_test"),
            tuple("abnormal", "/data/nuts/bad", "bad"),
            tuple("mask_dir", "/data/nuts/masks", "masks"));
    assertThat(all.read(place(all, "normal", 0), "a/1.png"))
        .isEqualTo(
            Entry.image("normal/a/1", new Entry.ClassFolder(Split.TRAIN, "normal", Label.NORMAL)));
    assertThat(all.read(place(all, "normal_test", 0), "1.png").folder())
        .isEqualTo(new Entry.ClassFolder(Split.TEST, "normal_test", Label.NORMAL));
    assertThat(all.read(place(all, "abnormal", 0), "1.png").folder())
        .isEqualTo(new Entry.ClassFolder(Split.TEST, "abnormal", Label.ABNORMAL));
    assertThat(all.read(place(all, "mask_dir", 0), "1.png").role()).isEqualTo(Entry.Role.MASK);
  }

  @ParameterizedTest
  @CsvSource({
    "/data, good, /data/good, good",
    "/data/, good/, /data/good, good",
    "/data, ./good//, /data/good, good",
    "/data, /data/in/good, /data/in/good, in/good",
    "/data, /else/good, /else/good, normal",
    "/data, /database/good, /database/good, normal",
    "/data, s3a://bucket/good, s3a://bucket/good, normal",
    "s3a://bucket/d, good, s3a://bucket/d/good, good",
    "/data, ., /data, ''",
    "/data, /data, /data, ''",
    "/data/, '', /data, ''",
    "., good, good, good",
    "'', good, good, good",
    "'', ., ., ''",
    "., /else/good, /else/good, normal",
    "./data, good, data/good, good",
    "/, good, /good, good",
    "/, /data/good, /data/good, data/good"
  })
  void findsFoldersInsideAndOutsideOfTheRoot(
      String root, String folder, String path, String prefix) {
    Place place = place(Folder.at("x", root).normalDir(folder), "normal", 0);

    assertThat(place.folder()).isEqualTo(path);
    assertThat(place.prefix()).isEqualTo(prefix);
    assertThat(place.id("1.png")).isEqualTo(prefix.isEmpty() ? "1.png" : prefix + "/1.png");
  }

  @ParameterizedTest
  @CsvSource({
    "/d/nuts,   ../nuts/good,  /d/nuts/good,  good",
    "/d/nuts,   a/../good/.., /d/nuts,       ''",
    "/d/nuts,   ../other,      /d/other,      normal",
    "data/nuts, ../../good,    good,          normal",
    "nuts,      ../../good,    ../good,       normal",
    "s3a://b/n, s3a://b/../x,  s3a://b/../x,  normal",
  })
  void foldersAreKnownByTheirPathWithoutStepsBack(
      String root, String folder, String path, String prefix) {
    Place place = place(Folder.at("x", root).normalDir(folder), "normal", 0);

    assertThat(place.folder()).isEqualTo(path);
    assertThat(place.prefix()).isEqualTo(prefix);
  }

  @Test
  void idsOfSeveralFoldersOutsideTheRootStayApart() {
    Folder outside = NUTS.normalDir("good", "/a/good", "/b/good");
    Folder alike = NUTS.normalDir("/a/good", "normal");

    assertThat(outside.places(List.of()))
        .extracting(place -> place.id("1.png"))
        .containsExactly("good/1.png", "normal/1.png", "normal@2/1.png");
    assertThat(alike.places(List.of()))
        .extracting(place -> place.id("1.png"))
        .containsExactly("normal@0/1.png", "normal/1.png");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.png", "1.PNG", "1.JpEg", "deep/er/1.tiff", "1.webp", "1.ppm", "I.TIF"})
  void takesEveryKindOfPictureInAnyCase(String path) {
    assertThat(NUTS.read(place(NUTS, "normal", 0), path).role()).isEqualTo(Entry.Role.IMAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.gif", "1", "png", "1.png.txt"})
  void hasNoPlaceForOtherFiles(String path) {
    assertThat(NUTS.read(place(NUTS, "normal", 0), path)).isEqualTo(Entry.UNUSED);
  }

  @Test
  void takesOtherExtensionsIfAskedTo() {
    Folder raw = NUTS.extensions(".PNG", ".raw.png2");

    assertThat(raw.extensions()).containsExactly(".png", ".raw.png2");
    assertThat(raw.read(place(raw, "normal", 0), "1.Png").role()).isEqualTo(Entry.Role.IMAGE);
    assertThat(raw.read(place(raw, "normal", 0), "1.jpg")).isEqualTo(Entry.UNUSED);
    assertThat(NUTS.extensions()).isEqualTo(Folder.DEFAULT_EXTENSIONS);
  }

  @Test
  void refusesAnExtensionWithoutDot() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NUTS.extensions(".png", "jpg"))
        .withMessage("Invalid extension: jpg (must start with a dot, such as .png)");
  }

  @Test
  void refusesToGoWithoutNormalPictures() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Folder.at("x", "/x").abnormalDir("bad").places(List.of()))
        .withMessage("Missing normal_dir: a Folder needs at least one folder of normal pictures");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.png", "a_mask.png", "a_gt.bmp", "a_label.PNG", "a_seg.tif"})
  void masksMeetTheirPicture(String mask) {
    Folder nuts = NUTS.abnormalDir("bad").maskDir("masks");

    assertThat(keys(nuts, "mask_dir", 0, "deep/" + mask))
        .containsAll(keys(nuts, "abnormal", 0, "deep/a.png"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab.png", "a-mask.png", "a_masks.png", "other/a.png", "_mask.png"})
  void masksOfOthersDoNot(String mask) {
    Folder nuts = NUTS.abnormalDir("bad").maskDir("masks");

    assertThat(keys(nuts, "mask_dir", 0, mask))
        .doesNotContainAnyElementsOf(keys(nuts, "abnormal", 0, "a.png"));
  }

  @Test
  void normalPicturesMeetNoMask() {
    Folder nuts = NUTS.abnormalDir("bad").normalTestDir("good_test").maskDir("masks");

    assertThat(keys(nuts, "mask_dir", 0, "a.png"))
        .doesNotContainAnyElementsOf(keys(nuts, "normal", 0, "a.png"))
        .doesNotContainAnyElementsOf(keys(nuts, "normal_test", 0, "a.png"));
  }

  @Test
  void asManyMaskFoldersAsAbnormalOnesArePairedInTheirOrder() {
    Folder nuts = NUTS.abnormalDir("crack", "/else/hole").maskDir("gt/hole", "gt/crack");

    assertThat(keys(nuts, "abnormal", 0, "1.png")).isEqualTo(keys(nuts, "mask_dir", 0, "1.png"));
    assertThat(keys(nuts, "abnormal", 1, "1.png")).isEqualTo(keys(nuts, "mask_dir", 1, "1.png"));
    assertThat(keys(nuts, "abnormal", 0, "1.png")).isNotEqualTo(keys(nuts, "mask_dir", 1, "1.png"));
  }

  @Test
  void foldersOfDifferentNumberArePairedByTheirNames() {
    Folder one = NUTS.abnormalDir("crack", "hole/").maskDir("gt");
    Folder three = NUTS.abnormalDir("a/crack", "a/hole").maskDir("gt/hole", "gt/cut", "gt/crack");

    assertThat(keys(one, "mask_dir", 0, "hole/1_mask.png"))
        .containsAll(keys(one, "abnormal", 1, "1.png"));
    assertThat(keys(three, "mask_dir", 0, "1.png")).isEqualTo(keys(three, "abnormal", 1, "1.png"));
    assertThat(keys(three, "mask_dir", 2, "1.png")).isEqualTo(keys(three, "abnormal", 0, "1.png"));
  }

  @Test
  void masksWithoutAbnormalPicturesMeanNothing() {
    Folder nuts = NUTS.maskDir("masks");

    assertThat(nuts.places(List.of())).extracting(Place::role).containsExactly("normal");
    assertThat(nuts.task()).isEqualTo(Task.CLASSIFICATION);
  }

  @Test
  void hasMasksIfBothFoldersAreGiven() {
    UnaryOperator<Folder> bad = folder -> folder.abnormalDir("bad");

    assertThat(bad.apply(NUTS).task()).isEqualTo(Task.CLASSIFICATION);
    assertThat(bad.apply(NUTS.maskDir("masks")).task()).isEqualTo(Task.SEGMENTATION);
  }

  @Test
  void hasNoCategories() {
    assertThat(NUTS.hasCategories()).isFalse();
    assertThat(NUTS.categories()).isEmpty();
    assertThat(NUTS.name()).isEqualTo("nuts");
    assertThat(NUTS.facts().name()).isEqualTo("Folder");
  }
}
