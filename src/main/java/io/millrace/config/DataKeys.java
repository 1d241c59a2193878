package io.millrace.config;

import io.millrace.sample.OnBadSample;
import io.millrace.split.TestSplitMode;
import io.millrace.split.ValSplitMode;
import io.millrace.transform.Compose;
import java.util.List;
import java.util.Locale;

/** The keys below {@code data} that say how files are divided and what becomes of them. */
final class DataKeys {
  static final Key<Integer> NUM_WORKERS = new Key<>("num_workers", Types.whole(0), 8);

  static final Key<Compose> AUGMENTATIONS = augmentations("augmentations");
  static final Key<Compose> TRAIN_AUGMENTATIONS = augmentations("train_augmentations");
  static final Key<Compose> VAL_AUGMENTATIONS = augmentations("val_augmentations");
  static final Key<Compose> TEST_AUGMENTATIONS = augmentations("test_augmentations");

  static final Key<Double> TEST_SPLIT_RATIO =
      new Key<>("test_split_ratio", Types.RATIO.orNull(0.0), 0.2);
  static final Key<Double> VAL_SPLIT_RATIO =
      new Key<>("val_split_ratio", Types.RATIO.orNull(0.0), 0.5);

  /** Empty where one is to be chosen. */
  static final Key<List<Long>> SEED =
      new Key<>(
          "seed",
          ValueType.of("a whole number", node -> node.whole().map(List::of)).orNull(List.of()),
          List.of());

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

  // what the data set's own class has for its default

  static Key<Integer> trainBatchSize(int rows) {
    return new Key<>("train_batch_size", Types.whole(1), rows);
  }

  static Key<Integer> evalBatchSize(int rows) {
    return new Key<>("eval_batch_size", Types.whole(1), rows);
  }

  static Key<TestSplitMode> testSplitMode(TestSplitMode mode) {
    return new Key<>("test_split_mode", SplitModeType.TEST, mode);
  }

  static Key<ValSplitMode> valSplitMode(ValSplitMode mode) {
    return new Key<>("val_split_mode", SplitModeType.VAL, mode);
  }

  private static Key<Compose> augmentations(String name) {
    return new Key<>(name, new AugmentationType(), Compose.NONE);
  }
}
