package io.millrace.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

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

class FolderVideoTest {
  private static final FolderVideo BELT = FolderVideo.at("belt", "/belt").normalDir("calm");
  private static final FolderVideo ALL =
      BELT.abnormalDir("jam").normalTestDir("calm_test").maskDir("masks");

  private static Entry read(FolderVideo layout, String role, String relative) {
    Place place =
        layout.places(List.of()).stream().filter(one -> one.role().equals(role)).findFirst().get();
    return layout.read(place, relative);
  }

  @Test
  void readsEveryRole() {
    assertThat(ALL.places(List.of()))
        .extracting(Place::role, Place::folder, Place::prefix)
        .containsExactly(
            tuple("normal", "/belt/calm", "calm"),
            tuple("normal_test", "/belt/calm_test", "calm_test"),
            tuple("abnormal", "/belt/jam", "jam"),
            tuple("mask_dir", "/belt/masks", "masks"));
    assertThat(read(ALL, "normal", "a/1.mp4"))
        .isEqualTo(
            Entry.image("normal/a/1", new Entry.ClassFolder(Split.TRAIN, "normal", Label.NORMAL)));
    assertThat(read(ALL, "normal_test", "1.mp4").folder())
        .isEqualTo(new Entry.ClassFolder(Split.TEST, "normal_test", Label.NORMAL));
    assertThat(read(ALL, "abnormal", "1/000.png"))
        .isEqualTo(
            Entry.frame("paired/1", new Entry.ClassFolder(Split.TEST, "abnormal", Label.ABNORMAL)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.avi", "1.MP4", "a/1.mkv", "1.mov", "1.webm", "1.mpg", "1.mpeg", "1.m4v", "1.WmV"
      })
  void takesVideosOfAnyContainer(String path) {
    assertThat(read(ALL, "normal", path).role()).isEqualTo(Entry.Role.IMAGE);
  }

  @ParameterizedTest
  @CsvSource({"a.b/0.png, a.b", "a/b/0.JPG, a/b", "a/0.tiff, a"})
  void aFolderOfPicturesIsAVideo(String path, String video) {
    assertThat(read(ALL, "normal", path).role()).isEqualTo(Entry.Role.FRAME);
    assertThat(read(ALL, "normal", path).keys()).containsExactly("normal/" + video);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.png", "1.txt", "a/1.npy"})
  void hasNoPlaceForOtherFiles(String path) {
    assertThat(read(ALL, "normal", path)).isEqualTo(Entry.UNUSED);
  }

  @ParameterizedTest
  @CsvSource({
    "1.mat, MASK",
    "1.npy, MASK",
    "1_mask.npy, MASK",
    "1_label.MAT, MASK",
    "1/0.png, MASK_FRAME",
    "1_gt/0.bmp, MASK_FRAME"
  })
  void masksMeetTheirVideo(String mask, Entry.Role role) {
    Entry entry = read(ALL, "mask_dir", mask);

    assertThat(entry.role()).isEqualTo(role);
    assertThat(entry.keys())
        .containsAll(read(ALL, "abnormal", "1.mp4").keys())
        .containsAll(read(ALL, "abnormal", "1/0.png").keys())
        .doesNotContainAnyElementsOf(read(ALL, "normal_test", "1.mp4").keys());
  }

  @Test
  void aVideoIsNoMask() {
    assertThat(read(ALL, "mask_dir", "1.mp4")).isEqualTo(Entry.UNUSED);
    assertThat(read(ALL, "mask_dir", "1.png")).isEqualTo(Entry.UNUSED);
  }

  @Test
  void asManyMaskFoldersAsAbnormalOnesArePairedInTheirOrder() {
    FolderVideo two = BELT.abnormalDir("jam", "/else/tear").maskDir("m/jam", "m/tear");

    assertThat(two.places(List.of()).get(3).keyPrefix())
        .isEqualTo(two.places(List.of()).get(1).keyPrefix());
    assertThat(two.places(List.of()).get(4).keyPrefix())
        .isEqualTo(two.places(List.of()).get(2).keyPrefix());
  }

  @ParameterizedTest
  @CsvSource({
    "/belt, labels.csv, /belt/labels.csv",
    "/belt, /else/l.csv, /else/l.csv",
    "., labels.csv, labels.csv",
    "s3a://b/belt, jam/l.csv, s3a://b/belt/jam/l.csv"
  })
  void theTableOfLabelsMayLieAnywhere(String root, String path, String full) {
    assertThat(FolderVideo.at("belt", root).labels(path).labels()).contains(full);
    assertThat(BELT.labels()).isEmpty();
  }

  @Test
  void theTableOfLabelsIsNoStrangerAmongTheVideos() {
    FolderVideo belt = ALL.labels("jam/labels.csv");

    assertThat(read(belt, "abnormal", "labels.csv")).isEqualTo(Entry.IGNORED);
    assertThat(read(belt, "normal", "labels.csv")).isEqualTo(Entry.UNUSED);
    assertThat(read(belt, "abnormal", "others.csv")).isEqualTo(Entry.UNUSED);
  }

  @Test
  void refusesToGoWithoutNormalVideos() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FolderVideo.at("x", "/x").places(List.of()))
        .withMessage(
            "Missing normal_dir: a FolderVideo needs at least one folder of normal videos");
  }

  @Test
  void hasMasksIfBothFoldersAreGiven() {
    assertThat(ALL.task()).isEqualTo(Task.SEGMENTATION);
    assertThat(BELT.maskDir("masks").task()).isEqualTo(Task.CLASSIFICATION);
    assertThat(BELT.maskDir("masks").places(List.of())).hasSize(1);
    assertThat(BELT.abnormalDir("jam").labels("l.csv").task()).isEqualTo(Task.CLASSIFICATION);
  }

  @Test
  void isTheUsersOwn() {
    assertThat(ALL.clips()).isEqualTo(new Clips(2, 1, TargetFrame.LAST));
    assertThat(ALL.clipLengthInFrames(8).framesBetweenClips(4).targetFrame(TargetFrame.MID).clips())
        .isEqualTo(new Clips(8, 4, TargetFrame.MID));
    assertThat(ALL.division()).isEqualTo(Division.OWN);
    assertThat(ALL.name()).isEqualTo("belt");
    assertThat(ALL.hasCategories()).isFalse();
    assertThat(ALL.categories()).isEmpty();
  }
}
