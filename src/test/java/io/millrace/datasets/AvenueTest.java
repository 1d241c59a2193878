package io.millrace.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.sample.Clips;
import io.millrace.sample.Label;
import io.millrace.sample.Split;
import io.millrace.sample.TargetFrame;
import io.millrace.sample.Task;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvenueTest {
  private static final Avenue DATASET = Avenue.at("/data/avenue");
  private static final Place VIDEOS = DATASET.places(List.of()).get(0);
  private static final Place MASKS = DATASET.places(List.of()).get(1);

  @ParameterizedTest
  @CsvSource({
    "training_videos/12.avi, TRAIN, normal, NORMAL, train/12",
    "Avenue Dataset/training_videos/01.AVI, TRAIN, normal, NORMAL, train/1",
    "testing_videos/08.avi, TEST, '', UNKNOWN, test/8",
    "a/b/testing_videos/21.x.avi, TEST, '', UNKNOWN, test/21"
  })
  void readsVideosWhereverTheirFolderIs(
      String path, Split split, String label, Label index, String key) {
    assertThat(DATASET.read(VIDEOS, path))
        .isEqualTo(Entry.image(key, new Entry.ClassFolder(split, label, index)));
  }

  @ParameterizedTest
  @CsvSource({
    "testing_label_mask/8_label.mat, MASK",
    "testing_label_mask/08_label.MAT, MASK",
    "testing_label_mask/8_label/000.png, MASK_FRAME",
    "testing_label_mask/8_label/7.bmp, MASK_FRAME"
  })
  void masksMeetTheirVideo(String path, Entry.Role role) {
    assertThat(DATASET.read(MASKS, path)).isEqualTo(Entry.mask(role, List.of("test/8")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "testing_label_mask/8.mat",
        "testing_label_mask/8_label.png",
        "testing_label_mask/8_label/a/0.png",
        "testing_label_mask/8_label/0.mat",
        "other/8_label.mat"
      })
  void hasNoPlaceForOtherMasks(String path) {
    assertThat(DATASET.read(MASKS, path)).isEqualTo(Entry.UNUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12.avi", "videos/12.avi", "testing_videos/08.mp4", "x.txt"})
  void hasNoPlaceForOtherFiles(String path) {
    assertThat(DATASET.read(VIDEOS, path)).isEqualTo(Entry.UNUSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Avenue Dataset/testing_vol/vol08.mat",
        "training_vol/vol01.mat",
        "ground_truth_demo/Readme.txt",
        "ground_truth_demo/testing_label_mask/8_label.mat",
        "ground_truth_demo/show.m",
        "copy/testing_label_mask/8_label/0.png"
      })
  void passesOverWhatEveryCopyHasAndWhatIsListedAsAMask(String path) {
    assertThat(DATASET.read(VIDEOS, path)).isEqualTo(Entry.IGNORED);
  }

  @ParameterizedTest
  @CsvSource({
    "/data/avenue, /data/avenue/ground_truth_demo, ground_truth_demo",
    "/data/avenue/, /data/avenue/gt/, gt",
    "/data/avenue, /data/avenue2/gt, gt_dir",
    "/data/avenue, /data/avenue, gt_dir",
    "'', /else/gt, gt_dir"
  })
  void masksMayLieAnywhere(String root, String gtDir, String prefix) {
    Avenue avenue = Avenue.at(root).gtDir(gtDir);

    assertThat(avenue.places(List.of()).get(1))
        .isEqualTo(new Place(Place.trimmed(gtDir), prefix, "", "gt_dir", ""));
    assertThat(avenue.places(List.of()).get(0).folder())
        .isEqualTo(root.isEmpty() ? "." : "/data/avenue");
  }

  @Test
  void theDefaultFolderOfMasksIsBelowTheRoot() {
    assertThat(Avenue.at("./datasets/avenue/").gtDir())
        .isEqualTo("./datasets/avenue/ground_truth_demo");
  }

  @Test
  void videosBesideTheMasksAreListedOnce() {
    Avenue flat = DATASET.gtDir("/data/avenue");
    List<Place> places = flat.places(List.of());

    assertThat(flat.read(places.get(0), "testing_videos/08.avi").role())
        .isEqualTo(Entry.Role.IMAGE);
    assertThat(flat.read(places.get(1), "testing_videos/08.avi")).isEqualTo(Entry.IGNORED);
    assertThat(flat.read(places.get(1), "testing_label_mask/8_label.mat").role())
        .isEqualTo(Entry.Role.MASK);
    assertThat(flat.read(places.get(0), "testing_label_mask/8_label.mat")).isEqualTo(Entry.IGNORED);
  }

  @Test
  void clipsAreThoseOfTheReferenceUnlessToldOtherwise() {
    assertThat(DATASET.clips()).isEqualTo(new Clips(2, 1, TargetFrame.LAST));
    assertThat(
            DATASET
                .clipLengthInFrames(16)
                .framesBetweenClips(5)
                .targetFrame(TargetFrame.ALL)
                .clips())
        .isEqualTo(new Clips(16, 5, TargetFrame.ALL));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DATASET.clipLengthInFrames(0))
        .withMessageContaining("clip_length_in_frames 0");
  }

  @Test
  void hasMasksAndNoCategories() {
    assertThat(DATASET.task()).isEqualTo(Task.SEGMENTATION);
    assertThat(DATASET.division()).isEqualTo(Division.PUBLISHED_VIDEOS);
    assertThat(DATASET.hasCategories()).isFalse();
    assertThat(DATASET.categories()).isEmpty();
    assertThat(DATASET.name()).isEqualTo("Avenue");
    assertThat(DATASET.labels()).isEmpty();
  }
}
