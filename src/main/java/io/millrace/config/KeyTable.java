package io.millrace.config;

import static io.millrace.config.DatasetKind.FOLDER;
import static io.millrace.config.DatasetKind.MVTEC_AD;

import io.millrace.datasets.Folder;
import java.util.List;

/** The keys below {@code data} as the command line prints them. */
final class KeyTable {
  static final List<ConfigKey> ALL =
      List.of(
          both(
              DataKeys.MVTEC_AD_ROOT,
              "./datasets/MVTecAD; . of Folder; required of Store",
              "folder that holds the data set"),
          row(DataKeys.CATEGORY, "bottle", "category to load, a list of them, or all", MVTEC_AD),
          row(
              DataKeys.CATEGORIES,
              "that of category",
              "the same, for several categories",
              MVTEC_AD),
          row(DataKeys.NAME, "required", "your name of the data set", FOLDER),
          row(DataKeys.NORMAL_DIR, "required", "folders of normal training pictures", FOLDER),
          row(DataKeys.ABNORMAL_DIR, "null", "folders of abnormal test pictures", FOLDER),
          row(DataKeys.NORMAL_TEST_DIR, "null", "folders of normal test pictures", FOLDER),
          row(DataKeys.MASK_DIR, "null", "folders of the masks of abnormal pictures", FOLDER),
          row(
              DataKeys.EXTENSIONS,
              Folder.DEFAULT_EXTENSIONS.toString(),
              "suffixes of pictures and masks, in any case",
              FOLDER),
          row(DataKeys.NORMAL_SPLIT_RATIO, "0", "without effect, as in anomalib", FOLDER),
          both(DataKeys.TRAIN_BATCH_SIZE, "32", "pictures of a training batch"),
          both(DataKeys.EVAL_BATCH_SIZE, "32", "pictures of a validation or test batch"),
          both(DataKeys.NUM_WORKERS, "8", "decoding threads of a loader; 0 means 1"),
          both(
              DataKeys.AUGMENTATIONS, "null", "operations of the subsets that have none of theirs"),
          both(DataKeys.TRAIN_AUGMENTATIONS, "null", "operations on training pictures"),
          both(DataKeys.VAL_AUGMENTATIONS, "null", "operations on validation pictures"),
          both(DataKeys.TEST_AUGMENTATIONS, "null", "operations on test pictures"),
          files(DataKeys.TEST_SPLIT_MODE, "from_dir", "where test pictures come from"),
          files(
              DataKeys.TEST_SPLIT_RATIO,
              "0.2",
              "share of train that joins a test set without normal pictures; 0 means 0.5"),
          files(
              DataKeys.VAL_SPLIT_MODE,
              "same_as_test; from_test of Folder",
              "where validation pictures come from"),
          files(DataKeys.VAL_SPLIT_RATIO, "0.5", "share that becomes validation; 0 means 0.5"),
          both(DataKeys.SEED, "null", "of every random choice; null: one is chosen and told"),
          both(
              DataKeys.IMAGE_SIZE,
              "256x256; native if all augmentations resize",
              "size that all pictures get"),
          both(DataKeys.RESIZE_POSITION, "first", "before augmentations, or after as in anomalib"),
          both(DataKeys.NORMALIZE, "none", "mean and deviation, applied last"),
          both(DataKeys.DTYPE, "float32", "how pictures are stored"),
          both(DataKeys.ORDER, "plan", "of training: Millrace's plan, or that of torch's loader"),
          both(DataKeys.ON_BAD_SAMPLE, "fail", "fail, or leave the sample out and list it"),
          both(
              DataKeys.CACHE_DIR,
              "null",
              "local folder for chunks of a remote store; null for none"),
          both(DataKeys.CACHE_BYTES, "107374182400", "bytes that it may take"),
          both(DataKeys.MAX_PIXELS, "178956970", "a larger picture is refused"));

  private KeyTable() {}

  static List<String> names() {
    return ALL.stream().map(ConfigKey::name).toList();
  }

  /** Names of the keys of a data set; all of them where it is not known which one. */
  static List<String> names(DatasetKind kind) {
    return ALL.stream()
        .filter(key -> kind == DatasetKind.UNKNOWN || key.datasets().contains(kind.className()))
        .map(ConfigKey::name)
        .toList();
  }

  /** The data sets that have a key of that name. */
  static List<String> owners(String name) {
    return ALL.stream()
        .filter(key -> key.name().equals(name))
        .flatMap(key -> key.datasets().stream())
        .toList();
  }

  private static ConfigKey both(Key<?> key, String defaultText, String help) {
    return new ConfigKey(key.name(), key.type().words(), defaultText, help, DatasetKind.names());
  }

  /** A key of what is divided here: a store was divided when it was prepared. */
  private static ConfigKey files(Key<?> key, String defaultText, String help) {
    List<String> datasets = List.of(MVTEC_AD.className(), FOLDER.className());
    return new ConfigKey(key.name(), key.type().words(), defaultText, help, datasets);
  }

  private static ConfigKey row(Key<?> key, String defaultText, String help, DatasetKind only) {
    List<String> datasets = List.of(only.className());
    return new ConfigKey(key.name(), key.type().words(), defaultText, help, datasets);
  }
}
