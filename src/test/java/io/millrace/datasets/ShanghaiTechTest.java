package io.millrace.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.datasets.ShanghaiTech.Training;
import io.millrace.sample.Clips;
import io.millrace.sample.TargetFrame;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShanghaiTechTest {
  private static final ShanghaiTech DATASET = ShanghaiTech.at("/data/st");
  private static final Place TRAINING = DATASET.places(List.of()).get(0);
  private static final Place TESTING = DATASET.places(List.of()).get(1);

  @Test
  void readsTheVideosOfItsScene() {
    assertThat(DATASET.read(TRAINING, "videos/01_001.avi"))
        .isEqualTo(Entry.image("train/01_001", VideoClasses.TRAIN));
    assertThat(DATASET.read(TESTING, "frames/01_0014/000.jpg"))
        .isEqualTo(Entry.frame("test/01_0014", VideoClasses.TEST));
    assertThat(DATASET.read(TESTING, "frames/01_0014/000.JPG"))
        .isEqualTo(Entry.frame("test/01_0014", VideoClasses.TEST));
    assertThat(DATASET.read(TESTING, "test_pixel_mask/01_0014.npy"))
        .isEqualTo(Entry.mask(Entry.Role.MASK, List.of("test/01_0014")));
  }

  @Test
  void passesOverTheOtherScenes() {
    ShanghaiTech thirteenth = DATASET.scene(13);

    assertThat(thirteenth.read(TRAINING, "videos/13_001.avi").keys())
        .containsExactly("train/13_001");
    assertThat(thirteenth.read(TRAINING, "videos/01_001.avi")).isEqualTo(Entry.IGNORED);
    assertThat(thirteenth.read(TESTING, "frames/01_0014/000.jpg")).isEqualTo(Entry.IGNORED);
    assertThat(thirteenth.read(TESTING, "test_pixel_mask/01_0014.npy")).isEqualTo(Entry.IGNORED);
    assertThat(DATASET.read(TESTING, "test_frame_mask/01_0014.npy")).isEqualTo(Entry.IGNORED);
  }

  @Test
  void aVideoInBothFoldersHasOneKeyUnlessOneFolderIsChosen() {
    String raw = "videos/01_001.avi";
    String converted = "converted_videos/01_001.avi";

    assertThat(DATASET.read(TRAINING, raw)).isEqualTo(DATASET.read(TRAINING, converted));
    assertThat(DATASET.trainingVideos(Training.RAW).read(TRAINING, converted))
        .isEqualTo(Entry.IGNORED);
    assertThat(DATASET.trainingVideos(Training.RAW).read(TRAINING, raw).role())
        .isEqualTo(Entry.Role.IMAGE);
    assertThat(DATASET.trainingVideos(Training.CONVERTED).read(TRAINING, raw))
        .isEqualTo(Entry.IGNORED);
    assertThat(DATASET.trainingVideos(Training.CONVERTED).read(TRAINING, converted).role())
        .isEqualTo(Entry.Role.IMAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"videos/x.avi", "videos/01_001.mp4", "01_001.avi", "videos/a/01_001.avi"})
  void hasNoPlaceForOtherTrainingFiles(String path) {
    assertThat(DATASET.read(TRAINING, path)).isEqualTo(Entry.UNUSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "frames/01_0014/000.png",
        "frames/01_0014.jpg",
        "test_pixel_mask/01_0014.mat",
        "masks/01_0014.npy"
      })
  void hasNoPlaceForOtherTestFiles(String path) {
    assertThat(DATASET.read(TESTING, path)).isEqualTo(Entry.UNUSED);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 14, -1})
  void refusesASceneThatIsNone(int scene) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DATASET.scene(scene))
        .withMessage("Invalid scene: " + scene + " (must be 1 to 13)");
  }

  @Test
  void hasTheClipsOfTheReferenceAndTwoPlaces() {
    assertThat(DATASET.clips()).isEqualTo(new Clips(2, 1, TargetFrame.LAST));
    assertThat(DATASET.clipLengthInFrames(3).framesBetweenClips(4).targetFrame(TargetFrame.MID))
        .isEqualTo(
            new ShanghaiTech("/data/st", 1, Training.EITHER, new Clips(3, 4, TargetFrame.MID)));
    assertThat(TRAINING).isEqualTo(new Place("/data/st/training", "training", "", "training", ""));
    assertThat(TESTING.id("frames/01_0014/0.jpg")).isEqualTo("testing/frames/01_0014/0.jpg");
    assertThat(DATASET.division()).isEqualTo(Division.PUBLISHED_VIDEOS);
    assertThat(DATASET.hasCategories()).isFalse();
  }
}
