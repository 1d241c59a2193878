package io.millrace.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sample.Clips;
import io.millrace.sample.TargetFrame;
import io.millrace.sample.Task;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UCSDpedTest {
  private static final UCSDped DATASET = UCSDped.at("/data/ucsd").category("UCSDped2");
  private static final Place PED2 = DATASET.places(DATASET.categories()).get(0);

  @Test
  void everyFolderOfFramesIsAVideo() {
    assertThat(DATASET.read(PED2, "Train/Train001/001.tif"))
        .isEqualTo(Entry.frame("UCSDped2/train/Train001", VideoClasses.TRAIN));
    assertThat(DATASET.read(PED2, "Test/Test001/001.TIF"))
        .isEqualTo(Entry.frame("UCSDped2/test/Test001", VideoClasses.TEST));
    assertThat(PED2.id("Test/Test001")).isEqualTo("UCSDped2/Test/Test001");
  }

  @Test
  void theFolderBesideItHasItsMasks() {
    assertThat(DATASET.read(PED2, "Test/Test001_gt/001.bmp"))
        .isEqualTo(Entry.mask(Entry.Role.MASK_FRAME, List.of("UCSDped2/test/Test001")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Test/UCSDped2.m", "Test/UCSDped2.m~", "notes.M"})
  void passesOverPrograms(String path) {
    assertThat(DATASET.read(PED2, path)).isEqualTo(Entry.IGNORED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Train/Train001/001.jpg",
        "Train/Train001/001.bmp",
        "Test/Test001_gt/001.tif",
        "Test/001.tif",
        "Test/Test001/a/001.tif",
        "test/Test001/001.tif",
        "readme.txt"
      })
  void hasNoPlaceForOtherFiles(String path) {
    assertThat(DATASET.read(PED2, path)).isEqualTo(Entry.UNUSED);
  }

  @Test
  void hasTheDefaultsOfTheReference() {
    assertThat(DATASET.clips()).isEqualTo(new Clips(2, 10, TargetFrame.LAST));
    assertThat(DATASET.batchSize()).isEqualTo(8);
    assertThat(Avenue.at("").batchSize()).isEqualTo(32);
    assertThat(DATASET.division()).isEqualTo(Division.PUBLISHED_VIDEOS);
    assertThat(DATASET.task()).isEqualTo(Task.SEGMENTATION);
    assertThat(DATASET.hasCategories()).isTrue();
  }

  @Test
  void keepsItsCategoriesWhenClipsChange() {
    assertThat(DATASET.clipLengthInFrames(4).framesBetweenClips(2).targetFrame(TargetFrame.FIRST))
        .isEqualTo(
            new UCSDped("/data/ucsd", List.of("UCSDped2"), new Clips(4, 2, TargetFrame.FIRST)));
    assertThat(DATASET.categories("b", "a").categories()).containsExactly("a", "b");
  }
}
