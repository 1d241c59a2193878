package io.millrace.config;

import static io.millrace.config.DatasetKind.FOLDER_VIDEO;

import io.millrace.split.TestSplitMode;
import io.millrace.split.ValSplitMode;
import java.util.List;
import java.util.stream.Stream;

/** The keys below {@code data} as the command line prints them. */
final class KeyTable {
  /** The test videos of published data sets are given, as in the reference. */
  private static final List<DatasetKind> FREE_TEST =
      DatasetKind.FILES.stream()
          .filter(kind -> kind == FOLDER_VIDEO || !DatasetRows.VIDEOS.contains(kind))
          .toList();

  private static final List<DatasetKind> STILLS =
      DatasetKind.FILES.stream().filter(kind -> !DatasetRows.VIDEOS.contains(kind)).toList();

  private static final List<ConfigKey> ROOT =
      List.of(
          both(
              DatasetKeys.MVTEC_AD_ROOT,
              "./datasets/MVTecAD; MVTec3D, ADAM3D, avenue, shanghaitech and ucsd of the others;"
                  + " . of Folder, Folder3D and FolderVideo; required of Store",
              "folder that holds the data set"));

  private static final List<ConfigKey> GENERAL =
      List.of(
          both(DataKeys.trainBatchSize(32), "32; 8 of UCSDped", "pictures of a training batch"),
          both(
              DataKeys.evalBatchSize(32),
              "32; 8 of UCSDped",
              "pictures of a validation or test batch"),
          both(DataKeys.NUM_WORKERS, "8", "decoding threads of a loader; 0 means 1"),
          both(
              DataKeys.AUGMENTATIONS, "null", "operations of the subsets that have none of theirs"),
          both(DataKeys.TRAIN_AUGMENTATIONS, "null", "operations on training pictures"),
          both(DataKeys.VAL_AUGMENTATIONS, "null", "operations on validation pictures"),
          both(DataKeys.TEST_AUGMENTATIONS, "null", "operations on test pictures"),
          DatasetRows.row(
              DataKeys.testSplitMode(TestSplitMode.FROM_DIR),
              "from_dir",
              "where test pictures come from",
              FREE_TEST),
          DatasetRows.row(
              DataKeys.TEST_SPLIT_RATIO,
              "0.2",
              "share of train that joins a test set without normal pictures; 0 means 0.5",
              FREE_TEST),
          files(
              DataKeys.valSplitMode(ValSplitMode.SAME_AS_TEST),
              "same_as_test; from_test of Folder, Folder3D and FolderVideo",
              "where validation pictures come from"),
          files(DataKeys.VAL_SPLIT_RATIO, "0.5", "share that becomes validation; 0 means 0.5"),
          both(DataKeys.SEED, "null", "of every random choice; null: one is chosen and told"),
          both(
              PixelKeys.IMAGE_SIZE,
              "256x256; native if all augmentations resize",
              "size that all pictures get"),
          both(PixelKeys.RESIZE_POSITION, "first", "before augmentations, or after as in anomalib"),
          both(PixelKeys.NORMALIZE, "none", "mean and deviation, applied last"),
          both(PixelKeys.DTYPE, "float32", "how pictures are stored"),
          DatasetRows.row(
              PixelKeys.DEPTH_CHANNELS,
              "z",
              "z, the distance alone, or xyz, all coordinates",
              DatasetRows.DEPTH),
          DatasetRows.row(
              PixelKeys.DEPTH_RESIZE,
              "true",
              "whether depth maps move with their pictures; false as in anomalib",
              DatasetRows.DEPTH),
          DatasetRows.row(
              PixelKeys.DEPTH_VALID,
              "false",
              "whether samples say which readings are there",
              DatasetRows.DEPTH),
          DatasetRows.row(
              PixelKeys.ORIGINAL_IMAGE,
              "false",
              "whether clips keep the frames as they were decoded",
              DatasetRows.VIDEOS),
          both(DataKeys.ORDER, "plan", "of training: Millrace's plan, or that of torch's loader"),
          both(DataKeys.ON_BAD_SAMPLE, "fail", "fail, or leave the sample out and list it"),
          both(
              DataKeys.CACHE_DIR,
              "null",
              "local folder for chunks of a remote store; null for none"),
          both(DataKeys.CACHE_BYTES, "107374182400", "bytes that it may take"),
          both(PixelKeys.MAX_PIXELS, "178956970", "a larger picture is refused"),
          both(
              PixelKeys.JPEG_DECODER,
              "auto",
              "what decodes JPEGs; auto: OpenCV where the driver has it, else the JDK"),
          DatasetRows.row(
              PixelKeys.JPEG_DRAFT,
              "false",
              "whether OpenCV decodes JPEGs smaller before a resize: faster, other pixels",
              STILLS));

  static final List<ConfigKey> ALL =
      Stream.of(ROOT, DatasetRows.ALL, GENERAL).flatMap(List::stream).toList();

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
    return DatasetRows.row(key, defaultText, help, DatasetKind.FILES);
  }
}
