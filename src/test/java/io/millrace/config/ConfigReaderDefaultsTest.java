package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.PixelConfig.Position;
import io.millrace.config.PixelConfig.Sizing;
import io.millrace.datasets.Folder;
import io.millrace.datasets.MVTecAD;
import io.millrace.datasets.StoredDataset;
import io.millrace.decode.Limits;
import io.millrace.item.Precision;
import io.millrace.sample.Depth;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.OriginalFrames;
import io.millrace.sample.Split;
import io.millrace.split.TestSplitMode;
import io.millrace.split.ValSplitMode;
import io.millrace.transform.Compose;
import io.millrace.transform.Interpolation;
import io.millrace.transform.Normalize;
import io.millrace.transform.RandomHorizontalFlip;
import io.millrace.transform.Resize;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigReaderDefaultsTest {
  @Test
  void mvtecAdHasTheDefaultsOfTheReference() {
    RunConfig run = ConfigReader.read(ConfigInput.of("class_path: MVTecAD", "a.yaml"));

    assertThat(run.dataset()).isEqualTo(new MVTecAD("./datasets/MVTecAD", List.of("bottle")));
    assertThat(run.splits())
        .isEqualTo(
            new SplitConfig(
                TestSplitMode.FROM_DIR, 0.2, ValSplitMode.SAME_AS_TEST, 0.5, run.splits().seed()));
    assertThat(run.splits().seed().origin()).isEqualTo(Seed.Origin.CHOSEN);
    assertThat(run.loading()).isEqualTo(LoadConfig.DEFAULTS);
    assertThat(run.pixels().size()).isEqualTo(Sizing.exact(256, 256));
    assertThat(run.pixels().augmentations().values()).containsOnly(Compose.NONE);
    assertThat(run.pixels().normalize()).isEmpty();
    assertThat(run.pixels().precision()).isEqualTo(Precision.FLOAT32);
    assertThat(run.pixels().limits()).isEqualTo(Limits.standard());
  }

  @Test
  void folderHasTheDefaultsOfTheReference() {
    RunConfig run =
        ConfigReader.read(ConfigInput.of("data: Folder\nname: mine\nnormal_dir: good", "a.yaml"));

    assertThat(run.dataset()).isEqualTo(Folder.at("mine", ".").normalDir("good"));
    assertThat(run.splits().testMode()).isEqualTo(TestSplitMode.FROM_DIR);
    assertThat(run.splits().testRatio()).isEqualTo(0.2);
    assertThat(run.splits().valMode()).isEqualTo(ValSplitMode.FROM_TEST);
    assertThat(run.splits().valRatio()).isEqualTo(0.5);
  }

  @Test
  void everyKeyOfMvtecAdCanBeSet() {
    RunConfig run = ConfigReader.read(ConfigInput.of(EVERY_KEY_OF_MVTEC_AD, "a.yaml"));

    assertThat(run)
        .isEqualTo(
            new RunConfig(
                new MVTecAD("/data/mvtec", List.of("cable", "grid")),
                new SplitConfig(TestSplitMode.NONE, 0.3, ValSplitMode.FROM_TRAIN, 0.4, Seed.of(0)),
                new PixelConfig(
                    new Sizing(List.of(Resize.exact(128, 160)), Position.LAST),
                    java.util.Map.of(
                        Split.TRAIN, Compose.of(new RandomHorizontalFlip(0.25)),
                        Split.VAL, Compose.of(Resize.exact(8, 9).with(Interpolation.BICUBIC)),
                        Split.TEST, Compose.of(Resize.shorterSide(7))),
                    List.of(new Normalize(List.of(0.1f, 0.2f, 0.3f), List.of(0.4f, 0.5f, 0.6f))),
                    Precision.FLOAT32,
                    new Limits(1000),
                    new PixelConfig.Jpeg(JpegChoice.JDK, PixelConfig.Jpeg.Scale.DRAFT),
                    Depth.Z,
                    OriginalFrames.DROP),
                new LoadConfig(4, 5, 6, LoadConfig.Order.TORCH, OnBadSample.QUARANTINE),
                CacheConfig.NONE));
  }

  @Test
  void aStoreHasARootAndNoSplits() {
    ConfigInput store =
        ConfigInput.EMPTY
            .with("data", "Store")
            .with("data.root", "s3a://bucket/store/")
            .with("data.cache_dir", "/local")
            .with("data.cache_bytes", "7");

    RunConfig run = ConfigReader.read(store);

    assertThat(run.dataset()).isEqualTo(new StoredDataset("s3a://bucket/store"));
    assertThat(run.cache()).isEqualTo(new CacheConfig("/local", 7));
    assertThatThrownBy(() -> ConfigReader.read(store.with("data.val_split_mode", "none")))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("data.val_split_mode: it is a key of MVTecAD, Folder, ")
        .hasMessageContaining(" and FolderVideo only (leave it out)");
    assertThatThrownBy(() -> ConfigReader.read(ConfigInput.EMPTY.with("data", "Store")))
        .hasMessageContaining("root");
  }

  @Test
  void everyKeyOfFolderCanBeSet() {
    String yaml =
        """
        class_path: anomalib.data.Folder
        init_args:
          name: mine
          root: /data
          normal_dir: [a, b]
          abnormal_dir: c
          normal_test_dir: d
          mask_dir: /masks
          normal_split_ratio: 0.2
          extensions: [.png, .JPG]
        """;

    assertThat(ConfigReader.read(ConfigInput.of(yaml, "a.yaml")).dataset())
        .isEqualTo(
            Folder.at("mine", "/data")
                .normalDir("a", "b")
                .abnormalDir("c")
                .normalTestDir("d")
                .maskDir("/masks")
                .extensions(".png", ".jpg"));
  }

  private static final String EVERY_KEY_OF_MVTEC_AD =
      """
      class_path: MVTecAD
      init_args:
        root: /data/mvtec
        categories: [grid, cable]
        train_batch_size: 4
        eval_batch_size: 5
        num_workers: 6
        train_augmentations: {class_path: RandomHorizontalFlip, init_args: {p: 0.25}}
        val_augmentations: {class_path: Resize, size: [8, 9], interpolation: bicubic}
        augmentations: [{class_path: Resize, size: 7}]
        test_split_mode: none
        test_split_ratio: 0.3
        val_split_mode: from_train
        val_split_ratio: 0.4
        seed: 0
        image_size: [128, 160]
        resize_position: last
        normalize: {mean: [0.1, 0.2, 0.3], std: [0.4, 0.5, 0.6]}
        dtype: float32
        order: torch
        on_bad_sample: quarantine
        max_pixels: 1_000
        jpeg_decoder: jdk
        jpeg_draft: true
      """;
}
