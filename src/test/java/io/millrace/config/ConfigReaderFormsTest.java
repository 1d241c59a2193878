package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.datasets.DatasetLayout;
import io.millrace.datasets.Folder;
import io.millrace.datasets.MVTecAD;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderFormsTest {
  private static final MVTecAD GRID = new MVTecAD("/data", List.of("grid"));

  private static RunConfig read(String yaml) {
    return ConfigReader.read(ConfigInput.of(yaml, "a.yaml"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class_path: anomalib.data.MVTecAD\ninit_args:\n  root: /data\n  category: grid",
        "class_path: anomalib.data.datamodules.image.MVTecAD\ninit_args: {root: /data, category: grid}",
        "class_path: MVTecAD\nroot: /data\ncategory: grid",
        "data: MVTecAD\nroot: /data\ncategory: grid",
        "data: anomalib.data.MVTecAD\ninit_args: {root: /data}\ncategory: grid",
        "data:\n  class_path: anomalib.data.MVTecAD\n  init_args:\n    root: /data\n    category: grid",
        "data: {class_path: MVTecAD, root: /data, init_args: {category: [grid]}}",
        "\uFEFFclass_path: MVTecAD\r\nroot: /data\r\ncategory: grid\r\n",
        "{\"data\": {\"class_path\": \"MVTecAD\", \"init_args\": {\"root\": \"/data\", \"categories\": [\"grid\"]}}}",
      })
  void allFormsSayTheSame(String yaml) {
    assertThat(read(yaml).dataset()).isEqualTo(GRID);
  }

  @Test
  void takesAFullConfigurationOfAnomalibAndPassesOverWhatIsNotData() {
    RunConfig run =
        read(
            """
            # anomalib==2.6.0
            seed_everything: 7
            trainer:
              accelerator: auto
              callbacks:
              - class_path: lightning.pytorch.callbacks.EarlyStopping
            model:
              class_path: anomalib.models.Patchcore
              init_args: {backbone: wide_resnet50_2, layers: [layer2, layer3]}
            data:
              class_path: anomalib.data.MVTecAD
              init_args:
                root: /data
                category: grid
                train_batch_size: 16
                eval_batch_size: 8
                num_workers: 0
                train_augmentations: null
                val_augmentations: null
                test_augmentations: null
                augmentations: null
                test_split_mode: FROM_DIR
                test_split_ratio: 0.2
                val_split_mode: SAME_AS_TEST
                val_split_ratio: null
                seed: null
            optimizer: null
            lr_scheduler: null
            logging:
              log_graph: false
            default_root_dir: results
            ckpt_path: null
            """);

    assertThat(run.dataset()).isEqualTo(GRID);
    assertThat(run.splits().seed()).isEqualTo(Seed.of(7));
    assertThat(run.splits().valRatio()).isZero();
    assertThat(run.loading()).isEqualTo(LoadConfig.DEFAULTS.batchSizes(16, 8).workers(1));
  }

  @Test
  void theSeedOfTheDataWinsOverThatOfEverything() {
    assertThat(read("seed_everything: 7\ndata: MVTecAD\nseed: 0").splits().seed())
        .isEqualTo(Seed.of(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false", "null"})
  void withoutANumberTheSeedOfEverythingLeavesTheChoiceToUs(String value) {
    Seed seed = read("seed_everything: " + value + "\ndata: MVTecAD").splits().seed();

    assertThat(seed.origin()).isEqualTo(Seed.Origin.CHOSEN);
  }

  @Test
  void aCategoryIsOneOrSeveralOrAll() {
    assertThat(categories("category: 01")).containsExactly("01");
    assertThat(categories("category: [grid, bottle]")).containsExactly("bottle", "grid");
    assertThat(categories("category: all")).isEmpty();
    assertThat(categories("categories: all")).isEmpty();
    assertThat(categories("categories: grid")).containsExactly("grid");
  }

  private static List<String> categories(String line) {
    return read("data: MVTecAD\n" + line).dataset().categories();
  }

  @Test
  void aRootOfNullIsTheCacheOfTheReferenceOrTheWorkingDirectory() {
    DatasetLayout mvtec = read("data: MVTecAD\nroot: null").dataset();
    DatasetLayout folder = read("{data: Folder, root: ~, name: a, normal_dir: b}").dataset();

    assertThat(mvtec.root())
        .isEqualTo(System.getProperty("user.home") + "/.cache/anomalib/datasets/MVTecAD");
    assertThat(folder).isEqualTo(Folder.at("a", ".").normalDir("b"));
  }

  @Test
  void anchorsAreReadWhereTheyAreUsed() {
    RunConfig run =
        read(
            """
            data: MVTecAD
            train_augmentations: &own [RandomHorizontalFlip]
            test_augmentations: *own
            """);

    assertThat(run.pixels().augmentations().values())
        .extracting(compose -> compose.transforms().size())
        .containsExactly(1, 0, 1);
  }

  @Test
  void tellsWhichKeysHaveNoEffect() {
    ConfigInput input =
        ConfigInput.of(
            "{data: Folder, name: a, normal_dir: b, mask_dir: c, normal_split_ratio: 0.3}", "a");

    assertThat(ConfigReader.warnings(input))
        .containsExactly(
            "data.normal_split_ratio has no effect, as in anomalib (data.test_split_ratio has)",
            "data.mask_dir has no effect without data.abnormal_dir");
    assertThat(ConfigReader.warnings(ConfigInput.of("data: MVTecAD", "a"))).isEmpty();
  }
}
