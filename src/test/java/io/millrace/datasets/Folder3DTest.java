package io.millrace.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import io.millrace.sample.Label;
import io.millrace.sample.Split;
import io.millrace.sample.Task;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Folder3DTest {
  private static final Folder3D GOOD =
      Folder3D.at("nuts", "/nuts").normalDir("good").normalDepthDir("good_xyz");
  private static final Folder3D ALL =
      GOOD.abnormalDir("bad")
          .abnormalDepthDir("bad_xyz")
          .normalTestDir("fine")
          .normalTestDepthDir("/else/fine_xyz")
          .maskDir("masks");

  private static Entry read(String role, String relative) {
    Place place =
        ALL.places(List.of()).stream().filter(one -> one.role().equals(role)).findFirst().get();
    return ALL.read(place, relative);
  }

  @Test
  void readsEveryRole() {
    assertThat(ALL.places(List.of()))
        .extracting(Place::role, Place::folder, Place::prefix)
        .containsExactly(
            tuple("normal", "/nuts/good", "good"),
            tuple("normal_depth", "/nuts/good_xyz", "good_xyz"),
            tuple("normal_test", "/nuts/fine", "fine"),
            tuple("normal_test_depth", "/else/fine_xyz", "normal_test_depth"),
            tuple("abnormal", "/nuts/bad", "bad"),
            tuple("abnormal_depth", "/nuts/bad_xyz", "bad_xyz"),
            tuple("mask_dir", "/nuts/masks", "masks"));
    assertThat(read("normal", "a/1.png"))
        .isEqualTo(
            Entry.image("normal/a/1", new Entry.ClassFolder(Split.TRAIN, "normal", Label.NORMAL)));
    assertThat(read("normal_test", "1.png").folder())
        .isEqualTo(new Entry.ClassFolder(Split.TEST, "normal_test", Label.NORMAL));
    assertThat(read("abnormal", "1.png").folder())
        .isEqualTo(new Entry.ClassFolder(Split.TEST, "abnormal", Label.ABNORMAL));
  }

  @ParameterizedTest
  @CsvSource({
    "normal, normal_depth",
    "normal_test, normal_test_depth",
    "abnormal, abnormal_depth",
    "abnormal, mask_dir"
  })
  void filesOfOneStemMeetWithinTheirRole(String role, String companion) {
    assertThat(read(companion, "a/1.png").keys()).containsAll(read(role, "a/1.jpg").keys());
    assertThat(read(companion, "a/2.png").keys())
        .doesNotContainAnyElementsOf(read(role, "a/1.jpg").keys());
  }

  @Test
  void masksMayHaveAnEndingAndDepthMapsMayNot() {
    assertThat(read("mask_dir", "1_mask.png").keys()).containsAll(read("abnormal", "1.png").keys());
    assertThat(read("normal_depth", "1_xyz.tif")).isEqualTo(Entry.depth("normal/1_xyz"));
  }

  @Test
  void oneStemTwiceGivesTwoEntriesOfOneKey() {
    assertThat(read("normal_depth", "1.tiff")).isEqualTo(read("normal_depth", "1.npy"));
    assertThat(read("normal", "1.png").keys()).isEqualTo(read("normal", "1.jpg").keys());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.tif", "1.TIFF", "1.png", "deep/er/1.npy"})
  void takesEveryKindOfDepthMapInAnyCase(String path) {
    assertThat(read("normal_depth", path).role()).isEqualTo(Entry.Role.DEPTH);
  }

  @Test
  void hasNoPlaceForOtherFiles() {
    assertThat(read("normal_depth", "1.jpg")).isEqualTo(Entry.UNUSED);
    assertThat(read("normal", "1.npy")).isEqualTo(Entry.UNUSED);
    assertThat(ALL.extensions(".Bmp").read(ALL.places(List.of()).get(0), "1.png"))
        .isEqualTo(Entry.UNUSED);
  }

  @Test
  void everyFolderOfPicturesNeedsOneOfDepthMaps() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Folder3D.at("x", "/x").places(List.of()))
        .withMessage("Missing normal_dir: a Folder3D needs a folder of normal pictures");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GOOD.abnormalDir("bad").places(List.of()))
        .withMessage(
            "Missing abnormal_depth_dir: the pictures of abnormal_dir have no depth maps (give"
                + " their folder, or use Folder)");
  }

  @Test
  void depthMapsAndMasksWithoutPicturesMeanNothing() {
    Folder3D some = GOOD.abnormalDepthDir("bad_xyz").maskDir("masks");

    assertThat(some.places(List.of()))
        .extracting(Place::role)
        .containsExactly("normal", "normal_depth");
    assertThat(some.task()).isEqualTo(Task.CLASSIFICATION);
  }

  @Test
  void isTheUsersOwn() {
    assertThat(ALL.task()).isEqualTo(Task.SEGMENTATION);
    assertThat(ALL.hasDepth()).isTrue();
    assertThat(ALL.division()).isEqualTo(Division.OWN);
    assertThat(ALL.hasCategories()).isFalse();
    assertThat(ALL.categories()).isEmpty();
    assertThat(ALL.name()).isEqualTo("nuts");
  }
}
