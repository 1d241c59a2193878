package io.millrace.config;

import static io.millrace.config.DatasetKind.ADAM_3D;
import static io.millrace.config.DatasetKind.AVENUE;
import static io.millrace.config.DatasetKind.FOLDER;
import static io.millrace.config.DatasetKind.FOLDER_3D;
import static io.millrace.config.DatasetKind.FOLDER_VIDEO;
import static io.millrace.config.DatasetKind.MVTEC_3D;
import static io.millrace.config.DatasetKind.MVTEC_AD;
import static io.millrace.config.DatasetKind.SHANGHAI_TECH;
import static io.millrace.config.DatasetKind.UCSD_PED;

import io.millrace.datasets.Folder;
import java.util.List;

/** The rows of {@link KeyTable} that say what the data is. */
final class DatasetRows {
  /** Data sets of videos. */
  static final List<DatasetKind> VIDEOS = List.of(AVENUE, SHANGHAI_TECH, UCSD_PED, FOLDER_VIDEO);

  /** Data sets with depth maps. */
  static final List<DatasetKind> DEPTH = List.of(MVTEC_3D, ADAM_3D, FOLDER_3D);

  private static final List<DatasetKind> CATEGORIES =
      List.of(MVTEC_AD, MVTEC_3D, ADAM_3D, UCSD_PED);
  private static final List<DatasetKind> OWN = List.of(FOLDER, FOLDER_3D, FOLDER_VIDEO);

  static final List<ConfigKey> ALL =
      List.of(
          row(
              DatasetKeys.category("bottle"),
              "bottle; bagel of MVTec3D, 1m1 of ADAM3D, UCSDped2 of UCSDped",
              "category to load, a list of them, or all",
              CATEGORIES),
          row(
              DatasetKeys.CATEGORIES,
              "that of category",
              "the same, for several categories",
              CATEGORIES),
          row(DatasetKeys.NAME, "required", "your name of the data set", OWN),
          row(
              DatasetKeys.NORMAL_DIR,
              "required",
              "folders of normal training pictures or videos; of Folder3D one folder",
              OWN),
          row(
              DatasetKeys.ABNORMAL_DIR,
              "null",
              "folders of abnormal test pictures or videos; of Folder3D one folder",
              OWN),
          row(
              DatasetKeys.NORMAL_TEST_DIR,
              "null",
              "folders of normal test pictures or videos; of Folder3D one folder",
              OWN),
          row(
              DatasetKeys.MASK_DIR,
              "null",
              "folders of the masks of abnormal pictures or videos; of Folder3D one folder",
              OWN),
          row(
              DatasetKeys.NORMAL_DEPTH_DIR,
              "required",
              "folder of the depth maps of normal_dir",
              List.of(FOLDER_3D)),
          row(
              DatasetKeys.ABNORMAL_DEPTH_DIR,
              "null",
              "folder of the depth maps of abnormal_dir",
              List.of(FOLDER_3D)),
          row(
              DatasetKeys.NORMAL_TEST_DEPTH_DIR,
              "null",
              "folder of the depth maps of normal_test_dir",
              List.of(FOLDER_3D)),
          row(
              DatasetKeys.EXTENSIONS,
              Folder.DEFAULT_EXTENSIONS.toString(),
              "suffixes of pictures and masks, in any case",
              List.of(FOLDER, FOLDER_3D)),
          row(
              DatasetKeys.NORMAL_SPLIT_RATIO,
              "0",
              "without effect, as in anomalib",
              List.of(FOLDER)),
          row(
              DatasetKeys.GT_DIR,
              "null",
              "folder of testing_label_mask; null: ground_truth_demo below root",
              List.of(AVENUE)),
          row(DatasetKeys.SCENE, "1", "scene to load", List.of(SHANGHAI_TECH)),
          row(
              DatasetKeys.TRAINING_VIDEOS,
              "either",
              "which training videos are read: raw ones, or those that anomalib converted",
              List.of(SHANGHAI_TECH)),
          row(
              DatasetKeys.LABELS,
              "null",
              "CSV of abnormal frames: video,first,last",
              List.of(FOLDER_VIDEO)),
          row(DatasetKeys.CLIP_LENGTH, "2", "frames of a clip", VIDEOS),
          row(
              DatasetKeys.framesBetweenClips(1),
              "1; 10 of UCSDped",
              "frames from the beginning of a clip to that of the next",
              VIDEOS),
          row(
              DatasetKeys.TARGET_FRAME,
              "last",
              "frame of a clip that its label and mask are of",
              VIDEOS));

  private DatasetRows() {}

  static ConfigKey row(Key<?> key, String defaultText, String help, List<DatasetKind> kinds) {
    List<String> datasets = kinds.stream().map(DatasetKind::className).toList();
    return new ConfigKey(key.name(), key.type().words(), defaultText, help, datasets);
  }
}
