package io.millrace.config;

import io.millrace.decode.Limits;
import io.millrace.item.Precision;
import io.millrace.sample.OnBadSample;
import io.millrace.split.TestSplitMode;
import io.millrace.split.ValSplitMode;
import io.millrace.transform.Compose;
import io.millrace.transform.Normalize;
import io.millrace.transform.Resize;
import java.util.List;
import java.util.Locale;

/** Every key below {@code data}, and what a person has to know about it. */
final class DataKeys {
  /** Null is the folder of the reference's own cache. */
  static final Key<String> MVTEC_AD_ROOT =
      new Key<>(
          "root",
          Types.TEXT.orNull(System.getProperty("user.home") + "/.cache/anomalib/datasets/MVTecAD"),
          "./datasets/MVTecAD");

  /** Null is the working directory. */
  static final Key<String> FOLDER_ROOT = new Key<>("root", Types.TEXT.orNull("."), ".");

  static final Key<String> STORE_ROOT = new Key<>("root", Types.TEXT, ".");

  static final Key<List<String>> CATEGORY = new Key<>("category", Types.TEXTS, List.of("bottle"));
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

  static final Key<Integer> TRAIN_BATCH_SIZE = new Key<>("train_batch_size", Types.whole(1), 32);
  static final Key<Integer> EVAL_BATCH_SIZE = new Key<>("eval_batch_size", Types.whole(1), 32);
  static final Key<Integer> NUM_WORKERS = new Key<>("num_workers", Types.whole(0), 8);

  static final Key<Compose> AUGMENTATIONS = augmentations("augmentations");
  static final Key<Compose> TRAIN_AUGMENTATIONS = augmentations("train_augmentations");
  static final Key<Compose> VAL_AUGMENTATIONS = augmentations("val_augmentations");
  static final Key<Compose> TEST_AUGMENTATIONS = augmentations("test_augmentations");

  static final Key<TestSplitMode> TEST_SPLIT_MODE =
      new Key<>("test_split_mode", SplitModeType.TEST, TestSplitMode.FROM_DIR);
  static final Key<Double> TEST_SPLIT_RATIO =
      new Key<>("test_split_ratio", Types.RATIO.orNull(0.0), 0.2);
  static final Key<ValSplitMode> VAL_SPLIT_MODE =
      new Key<>("val_split_mode", SplitModeType.VAL, ValSplitMode.SAME_AS_TEST);
  static final Key<Double> VAL_SPLIT_RATIO =
      new Key<>("val_split_ratio", Types.RATIO.orNull(0.0), 0.5);

  /** Empty where one is to be chosen. */
  static final Key<List<Long>> SEED =
      new Key<>(
          "seed",
          ValueType.of("a whole number", node -> node.whole().map(List::of)).orNull(List.of()),
          List.of());

  static final Key<List<Resize>> IMAGE_SIZE =
      new Key<>("image_size", PixelTypes.IMAGE_SIZE, List.of(Resize.exact(256, 256)));
  static final Key<PixelConfig.Position> RESIZE_POSITION =
      new Key<>(
          "resize_position",
          Types.oneOf(
              List.of(PixelConfig.Position.values()),
              position -> position.name().toLowerCase(Locale.ROOT)),
          PixelConfig.Position.FIRST);
  static final Key<List<Normalize>> NORMALIZE =
      new Key<>("normalize", PixelTypes.NORMALIZE, List.of());
  static final Key<Precision> DTYPE =
      new Key<>(
          "dtype",
          Types.oneOf(List.of(Precision.FLOAT32, Precision.UINT8), Precision::text),
          Precision.FLOAT32);
  static final Key<Long> MAX_PIXELS =
      new Key<>(
          "max_pixels",
          ValueType.of("a whole number >= 1", node -> node.whole().filter(count -> count >= 1)),
          Limits.standard().maxPixels());
  static final Key<LoadConfig.Order> ORDER =
      new Key<>(
          "order",
          Types.oneOf(
              List.of(LoadConfig.Order.values()), order -> order.name().toLowerCase(Locale.ROOT)),
          LoadConfig.Order.PLAN);
  static final Key<OnBadSample> ON_BAD_SAMPLE =
      new Key<>(
          "on_bad_sample",
          // a slot that stays says nothing without the flags of a feed
          Types.oneOf(List.of(OnBadSample.FAIL, OnBadSample.QUARANTINE), OnBadSample::text),
          OnBadSample.FAIL);

  static final Key<String> CACHE_DIR = new Key<>("cache_dir", Types.TEXT.orNull(""), "");
  static final Key<Long> CACHE_BYTES =
      new Key<>(
          "cache_bytes",
          ValueType.of("a whole number >= 0", node -> node.whole().filter(count -> count >= 0)),
          CacheConfig.BYTES);

  private DataKeys() {}

  private static Key<List<String>> optional(String name) {
    return new Key<>(name, Types.TEXTS_OR_NONE, List.of());
  }

  private static Key<Compose> augmentations(String name) {
    return new Key<>(name, new AugmentationType(), Compose.NONE);
  }
}
