package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.datasets.ADAM3D;
import io.millrace.datasets.Avenue;
import io.millrace.datasets.DatasetLayout;
import io.millrace.datasets.Folder3D;
import io.millrace.datasets.FolderVideo;
import io.millrace.datasets.MVTec3D;
import io.millrace.datasets.ShanghaiTech;
import io.millrace.datasets.UCSDped;
import io.millrace.sample.Clips;
import io.millrace.sample.Depth;
import io.millrace.sample.OriginalFrames;
import io.millrace.sample.TargetFrame;
import io.millrace.split.TestSplitMode;
import io.millrace.split.ValSplitMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys of data sets with depth, and of those of videos. */
class ModalityKeysTest {
  private static RunConfig read(String yaml) {
    return ConfigReader.read(ConfigInput.of(yaml, "a.yaml"));
  }

  private static DatasetLayout dataset(String yaml) {
    return read(yaml).dataset();
  }

  @Test
  void publishedDataSetsHaveTheDefaultsOfTheReference() {
    assertThat(dataset("data: MVTec3D"))
        .isEqualTo(MVTec3D.at("./datasets/MVTec3D").category("bagel"));
    assertThat(dataset("data: ADAM3D")).isEqualTo(ADAM3D.at("./datasets/ADAM3D").category("1m1"));
    assertThat(dataset("data: Avenue"))
        .isEqualTo(Avenue.at("./datasets/avenue").gtDir("./datasets/avenue/ground_truth_demo"));
    assertThat(dataset("data: ShanghaiTech")).isEqualTo(ShanghaiTech.at("./datasets/shanghaitech"));
    assertThat(dataset("data: UCSDped"))
        .isEqualTo(UCSDped.at("./datasets/ucsd").category("UCSDped2"));
  }

  @ParameterizedTest
  @CsvSource({
    "MVTec3D, FROM_DIR, SAME_AS_TEST, 32",
    "ADAM3D, FROM_DIR, SAME_AS_TEST, 32",
    "Avenue, NONE, SAME_AS_TEST, 32",
    "ShanghaiTech, NONE, SAME_AS_TEST, 32",
    "UCSDped, NONE, SAME_AS_TEST, 8",
    "'FolderVideo, name: a, normal_dir: b', FROM_DIR, FROM_TEST, 32",
    "'Folder3D, name: a, normal_dir: b, normal_depth_dir: c', FROM_DIR, FROM_TEST, 32"
  })
  void splitsAndBatchesHaveThemToo(String data, TestSplitMode test, ValSplitMode val, int rows) {
    RunConfig run = read("{data: " + data + "}");

    assertThat(run.splits().testMode()).isEqualTo(test);
    assertThat(run.splits().valMode()).isEqualTo(val);
    assertThat(run.loading()).isEqualTo(LoadConfig.DEFAULTS.batchSizes(rows, rows));
    assertThat(run).isEqualTo(RunConfig.of(run.dataset()).with(run.splits()).with(run.pixels()));
  }

  @Test
  void everyKeyOfAvenueCanBeSet() {
    assertThat(
            dataset(
                "{data: Avenue, root: /a/, gt_dir: /gt, clip_length_in_frames: 16,"
                    + " frames_between_clips: 5, target_frame: ALL}"))
        .isEqualTo(new Avenue("/a", "/gt", new Clips(16, 5, TargetFrame.ALL)));
    assertThat(dataset("{data: Avenue, root: /a, gt_dir: null}")).isEqualTo(Avenue.at("/a"));
  }

  @Test
  void everyKeyOfShanghaiTechCanBeSet() {
    assertThat(
            dataset(
                "{data: ShanghaiTech, root: /a, scene: 13, training_videos: converted,"
                    + " target_frame: mid}"))
        .isEqualTo(
            ShanghaiTech.at("/a")
                .scene(13)
                .trainingVideos(ShanghaiTech.Training.CONVERTED)
                .targetFrame(TargetFrame.MID));
  }

  @Test
  void everyKeyOfUcsdPedCanBeSet() {
    assertThat(
            dataset(
                "{data: UCSDped, root: /a, categories: all, clip_length_in_frames: 1,"
                    + " frames_between_clips: 1, target_frame: first}"))
        .isEqualTo(new UCSDped("/a", List.of(), new Clips(1, 1, TargetFrame.FIRST)));
  }

  @Test
  void everyKeyOfFolderVideoCanBeSet() {
    assertThat(
            dataset(
                "{data: FolderVideo, name: belt, root: /b, normal_dir: [calm, quiet],"
                    + " abnormal_dir: jam, normal_test_dir: calm_test, mask_dir: masks,"
                    + " labels: l.csv, clip_length_in_frames: 8, frames_between_clips: 4,"
                    + " target_frame: mid}"))
        .isEqualTo(
            FolderVideo.at("belt", "/b")
                .normalDir("calm", "quiet")
                .abnormalDir("jam")
                .normalTestDir("calm_test")
                .maskDir("masks")
                .labels("l.csv")
                .clipLengthInFrames(8)
                .framesBetweenClips(4)
                .targetFrame(TargetFrame.MID));
  }

  @Test
  void everyKeyOfFolder3DCanBeSet() {
    assertThat(
            dataset(
                "{data: Folder3D, name: nuts, root: /n, normal_dir: good, abnormal_dir: bad,"
                    + " normal_test_dir: fine, normal_depth_dir: gd, abnormal_depth_dir: bd,"
                    + " normal_test_depth_dir: fd, mask_dir: m, extensions: [.png]}"))
        .isEqualTo(
            Folder3D.at("nuts", "/n")
                .normalDir("good")
                .abnormalDir("bad")
                .normalTestDir("fine")
                .normalDepthDir("gd")
                .abnormalDepthDir("bd")
                .normalTestDepthDir("fd")
                .maskDir("m")
                .extensions(".png"));
  }

  @Test
  void picturesOfFolder3DNeedDepthMaps() {
    assertThat(Problem.of("{data: Folder3D, name: a, normal_dir: [b, c], abnormal_dir: d}"))
        .containsExactly(
            "Invalid data.normal_dir: [\"b\", \"c\"] (must be a text)",
            "Missing data.normal_depth_dir: Folder3D needs it (must be a text)",
            "Missing data.abnormal_depth_dir: the pictures of data.abnormal_dir have no depth maps"
                + " (give their folder)");
  }

  @Test
  void depthIsZMovedWithThePictureUnlessToldOtherwise() {
    assertThat(read("data: MVTec3D").pixels().depth()).isEqualTo(Depth.Z);
    assertThat(
            read("{data: ADAM3D, depth_channels: xyz, depth_resize: false, depth_valid: true}")
                .pixels()
                .depth())
        .isEqualTo(new Depth(Depth.Channels.XYZ, Depth.Resizing.OFF, Depth.Valid.ON));
  }

  @Test
  void originalFramesAreDroppedUnlessToldOtherwise() {
    assertThat(read("data: Avenue").pixels().originals()).isEqualTo(OriginalFrames.DROP);
    assertThat(read("{data: UCSDped, original_image: true}").pixels().originals())
        .isEqualTo(OriginalFrames.KEEP);
    assertThat(PixelConfig.DEFAULTS.with(OriginalFrames.KEEP).with(Depth.NONE).originals())
        .isEqualTo(OriginalFrames.KEEP);
  }

  @Test
  void keysOfOneKindAreNotThoseOfAnother() {
    assertThat(Problem.of("{data: Avenue, depth_channels: z, test_split_mode: from_dir}"))
        .containsExactly(
            "Invalid data.depth_channels: it is a key of MVTec3D, ADAM3D and Folder3D only (leave"
                + " it out)",
            "Invalid data.test_split_mode: it is a key of MVTecAD, Folder, MVTec3D, ADAM3D,"
                + " Folder3D and FolderVideo only (leave it out)");
    assertThat(Problem.of("{data: MVTec3D, original_image: true, scene: 2}"))
        .containsExactly(
            "Invalid data.original_image: it is a key of Avenue, ShanghaiTech, UCSDped and"
                + " FolderVideo only (leave it out)",
            "Invalid data.scene: it is a key of ShanghaiTech only (leave it out)");
  }

  @Test
  void saysWhatEachMustBe() {
    assertThat(
            Problem.of(
                "{data: ShanghaiTech, scene: 14, training_videos: both, clip_length_in_frames: 0,"
                    + " frames_between_clips: x, target_frame: middle, original_image: 1}"))
        .containsExactly(
            "Invalid data.scene: 14 (must be a whole number from 1 to 13)",
            "Invalid data.training_videos: \"both\" (must be either, raw or converted)",
            "Invalid data.clip_length_in_frames: 0 (must be a whole number >= 1)",
            "Invalid data.frames_between_clips: \"x\" (must be a whole number >= 1)",
            "Invalid data.target_frame: \"middle\" (must be first, last, mid or all)",
            "Invalid data.original_image: 1 (must be true or false)");
    assertThat(Problem.of("{data: MVTec3D, depth_channels: zyx}"))
        .containsExactly("Invalid data.depth_channels: \"zyx\" (must be z or xyz)");
  }

  @ParameterizedTest
  @CsvSource({"mask_dir, data.mask_dir has no effect without data.abnormal_dir", "labels, "})
  void warnsOfWhatHasNoEffectWithoutAbnormalVideos(String key, String warning) {
    ConfigInput input =
        ConfigInput.of("{data: FolderVideo, name: a, normal_dir: b, " + key + ": c}", "a.yaml");

    assertThat(ConfigReader.warnings(input))
        .isEqualTo(warning == null ? List.of() : List.of(warning));
  }

  @Test
  void givenTestVideosAreNeverMixedWithTrainingVideos() {
    RunConfig run = RunConfig.of(Avenue.at("/a"));
    SplitConfig mixed =
        new SplitConfig(
            TestSplitMode.FROM_DIR, 0.2, ValSplitMode.SAME_AS_TEST, 0.5, run.splits().seed());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> run.with(mixed))
        .withMessage(
            "Invalid test_split_mode: from_dir (the test videos of Avenue are given: use none)");
  }
}
