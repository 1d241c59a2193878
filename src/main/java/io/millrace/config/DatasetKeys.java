package io.millrace.config;

import io.millrace.datasets.ShanghaiTech;
import io.millrace.sample.TargetFrame;
import java.util.List;
import java.util.Locale;

/** The keys below {@code data} that say what the data is: each data set has some of them. */
final class DatasetKeys {
  static final Key<String> MVTEC_AD_ROOT = published("./datasets/MVTecAD", "MVTecAD");
  static final Key<String> MVTEC_3D_ROOT = published("./datasets/MVTec3D", "MVTec3D");
  static final Key<String> ADAM_3D_ROOT = published("./datasets/ADAM3D", "ADAM3D");
  static final Key<String> AVENUE_ROOT = published("./datasets/avenue", "Avenue");
  static final Key<String> SHANGHAI_TECH_ROOT =
      published("./datasets/shanghaitech", "ShanghaiTech");
  static final Key<String> UCSD_PED_ROOT = published("./datasets/ucsd", "UCSDped");

  /** Null is the working directory. */
  static final Key<String> OWN_ROOT = new Key<>("root", Types.TEXT.orNull("."), ".");

  static final Key<String> STORE_ROOT = new Key<>("root", Types.TEXT, ".");

  static final String CATEGORY = "category";
  static final Key<List<String>> CATEGORIES = new Key<>("categories", Types.TEXTS, List.of("all"));

  static final Key<String> NAME = new Key<>("name", Types.TEXT, "folder");
  static final Key<List<String>> NORMAL_DIR = new Key<>("normal_dir", Types.TEXTS, List.of());
  static final Key<List<String>> ABNORMAL_DIR = optional("abnormal_dir");
  static final Key<List<String>> NORMAL_TEST_DIR = optional("normal_test_dir");
  static final Key<List<String>> MASK_DIR = optional("mask_dir");
  static final Key<List<String>> EXTENSIONS =
      new Key<>("extensions", Types.EXTENSIONS.orNull(List.of()), List.of());
  static final Key<Double> NORMAL_SPLIT_RATIO =
      new Key<>("normal_split_ratio", Types.RATIO.orNull(0.0), 0.0);

  static final Key<String> NORMAL_DEPTH_DIR = new Key<>("normal_depth_dir", Types.TEXT, "");
  static final Key<String> ABNORMAL_DEPTH_DIR = path("abnormal_depth_dir");
  static final Key<String> NORMAL_TEST_DEPTH_DIR = path("normal_test_depth_dir");

  /** Empty where it follows the root. */
  static final Key<String> GT_DIR = path("gt_dir");

  static final Key<Integer> SCENE =
      new Key<>(
          "scene",
          ValueType.of(
              "a whole number from 1 to 13",
              node -> Types.whole(node, 1).filter(scene -> scene <= ShanghaiTech.SCENES)),
          1);
  static final Key<ShanghaiTech.Training> TRAINING_VIDEOS =
      new Key<>(
          "training_videos",
          Types.oneOf(
              List.of(ShanghaiTech.Training.values()),
              training -> training.name().toLowerCase(Locale.ROOT)),
          ShanghaiTech.Training.EITHER);

  static final Key<String> LABELS = path("labels");

  static final Key<Integer> CLIP_LENGTH = new Key<>("clip_length_in_frames", Types.whole(1), 2);
  static final Key<TargetFrame> TARGET_FRAME =
      new Key<>(
          "target_frame",
          Types.oneOf(List.of(TargetFrame.values()), TargetFrame::text),
          TargetFrame.LAST);

  private DatasetKeys() {}

  /** The reference's class has that one for its default. */
  static Key<List<String>> category(String name) {
    return new Key<>(CATEGORY, Types.TEXTS, List.of(name));
  }

  /** The reference's class has that many for its default. */
  static Key<Integer> framesBetweenClips(int frames) {
    return new Key<>("frames_between_clips", Types.whole(1), frames);
  }

  /** One folder, where others take several. */
  static Key<String> single(Key<List<String>> several) {
    return path(several.name());
  }

  /** Null is the folder of the reference's own cache. */
  private static Key<String> published(String root, String name) {
    String cache = System.getProperty("user.home") + "/.cache/anomalib/datasets/" + name;
    return new Key<>("root", Types.TEXT.orNull(cache), root);
  }

  private static Key<List<String>> optional(String name) {
    return new Key<>(name, Types.TEXTS_OR_NONE, List.of());
  }

  private static Key<String> path(String name) {
    return new Key<>(name, Types.PATH_OR_NONE, "");
  }
}
