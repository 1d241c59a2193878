package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderProblemsTest {
  @Test
  void listsAllProblemsAtOnceInTheOrderOfTheFile() {
    String yaml =
        """
        class_path: anomalib.data.MVTecAD
        init_args:
          catgory: grid
          train_batch_size: many
          val_split_mode: synthetic
          augmentations:
          - class_path: torchvision.transforms.v2.ColorJitter
          - {class_path: Resize, size: big, antialas: true}
          seed: 1.5
        """;

    assertThatThrownBy(() -> ConfigReader.read(ConfigInput.of(yaml, "a.yaml")))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage(
            """
            7 problems in the configuration:
              - Invalid data.catgory: unknown key (did you mean data.category?)
              - Invalid data.train_batch_size: "many" (must be a whole number >= 1)
              - Unsupported data.val_split_mode: synthetic comes in a later version (use none, \
            same_as_test, from_train, from_test or from_dir)
              - Unsupported transform: ColorJitter at data.augmentations[0] (this version has \
            Compose, Resize, CenterCrop, RandomHorizontalFlip, RandomVerticalFlip, Normalize)
              - Invalid data.augmentations[1].size: "big" (must be a whole number >= 1, or \
            [height, width])
              - Invalid data.augmentations[1].antialas: unknown key (did you mean \
            data.augmentations[1].antialias?)
              - Invalid data.seed: 1.5 (must be a whole number, or null)""");
  }

  @Test
  void problemsOfSettingsComeAfterThoseOfTheFile() {
    ConfigInput input =
        ConfigInput.of("data: MVTecAD\nseed: x", "a.yaml")
            .with("data.num-worker", "3")
            .with("data.normalize", "{mean: [1], std: [1, 1, 1]}")
            .with("data.train_batch_size", "0")
            .with("data.image_size", "[1,")
            .with("categroy", "grid")
            .with("model", "Padim");

    assertThat(Problem.of(input))
        .containsExactly(
            "Invalid data.seed: \"x\" (must be a whole number, or null)",
            "Invalid data.num_worker: unknown key (did you mean data.num_workers?)",
            "Invalid data.normalize.mean: [1] (must be a list of three numbers)",
            "Invalid data.train_batch_size: 0 (must be a whole number >= 1)",
            "Invalid YAML: data.image_size, line 1, column 3: while parsing a flow node: "
                + "expected the node content, but found '<stream end>'",
            "Invalid categroy: unknown key (did you mean data.category?)",
            "Invalid model: unknown key (settings are data, data.KEY and seed_everything)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train_batch_size: 0 | 0 | a whole number >= 1",
        "train_batch_size: '32' | \"32\" | a whole number >= 1",
        "train_batch_size: 3000000000 | 3000000000 | a whole number >= 1",
        "train_batch_size: 99999999999999999999 | 99999999999999999999 | a whole number >= 1",
        "eval_batch_size: 1.5 | 1.5 | a whole number >= 1",
        "eval_batch_size: null | null | a whole number >= 1",
        "num_workers: -1 | -1 | a whole number >= 0",
        "root: '' | \"\" | a text, or null",
        "root: [a] | [\"a\"] | a text, or null",
        "category: null | null | a text or a list of texts",
        "category: [] | [] | a text or a list of texts",
        "category: [a, null] | [\"a\", null] | a text or a list of texts",
        "category: {a: b} | {a: \"b\"} | a text or a list of texts",
        "test_split_mode: zzz | \"zzz\" | none or from_dir",
        "val_split_mode: From_Dir | \"From_Dir\" | none, same_as_test, from_train, from_test or from_dir",
        "test_split_ratio: 1 | 1 | a number >= 0 and < 1, or null",
        "val_split_ratio: -0.1 | -0.1 | a number >= 0 and < 1, or null",
        "val_split_ratio: 1e-17 | 1e-17 | a number >= 0 and < 1, or null",
        "val_split_ratio: .nan | .nan | a number >= 0 and < 1, or null",
        "seed: true | true | a whole number, or null",
        "image_size: 0 | 0 | [height, width], HEIGHTxWIDTH, one whole number for both, or native",
        "image_size: 0x5 | 0x5 | [height, width], HEIGHTxWIDTH, one whole number for both, or native",
        "image_size: [1, 2, 3] | [1, 2, 3] | [height, width], HEIGHTxWIDTH, one whole number for both, or native",
        "image_size: big | \"big\" | [height, width], HEIGHTxWIDTH, one whole number for both, or native",
        "resize_position: middle | \"middle\" | first or last",
        "normalize: mine | \"mine\" | imagenet, none, or mean and std of three numbers each",
        "normalize: [1] | [1] | imagenet, none, or mean and std of three numbers each",
        "dtype: binary | \"binary\" | float32 or uint8",
        "order: random | \"random\" | plan or torch",
        "on_bad_sample: skip | \"skip\" | fail or quarantine",
        "max_pixels: 0 | 0 | a whole number >= 1",
        "jpeg_decoder: turbo | \"turbo\" | auto, jdk or opencv",
        "augmentations: 5 | 5 | a transform with class_path and init_args, or a list of them",
        "init_args: 5 | 5 | keys and values",
      })
  void saysWhatAValueMustBe(String line, String shown, String must) {
    String key = line.substring(0, line.indexOf(':'));

    assertThat(Problem.ofKey(line))
        .containsExactly("Invalid data." + key + ": " + shown + " (must be " + must + ")");
  }

  @Test
  void namesTheKeysThatANormalisationNeeds() {
    assertThat(Problem.ofKey("normalize: {mean: [1, 2], sdt: [1, 1, 0]}"))
        .containsExactly(
            "Missing data.normalize.std: normalize needs it (must be a list of three numbers > 0)",
            "Invalid data.normalize.mean: [1, 2] (must be a list of three numbers)",
            "Invalid data.normalize.sdt: unknown key (did you mean data.normalize.std?)");
    assertThat(Problem.ofKey("normalize: {mean: [1, 2, x], std: [1, 1, 0]}"))
        .containsExactly(
            "Invalid data.normalize.mean: [1, 2, \"x\"] (must be a list of three numbers)",
            "Invalid data.normalize.std: [1, 1, 0] (must be a list of three numbers > 0)");
  }

  @Test
  void eightBitsCannotHoldNormalisedValues() {
    String problem = "Invalid data.dtype: \"uint8\" (must be float32 where values are normalized)";

    assertThat(Problem.ofKey("dtype: uint8\nnormalize: imagenet")).containsExactly(problem);
    assertThat(
            Problem.ofKey(
                "dtype: uint8\nval_augmentations: {class_path: Normalize, mean: [0, 0, 0], std:"
                    + " [1, 1, 1]}"))
        .containsExactly(problem);
  }

  @Test
  void saysWhichDataSetHasAKey() {
    assertThat(Problem.ofKey("mask_dir: a"))
        .containsExactly(
            "Invalid data.mask_dir: it is a key of Folder, Folder3D and FolderVideo only (leave it"
                + " out)");
    assertThat(Problem.of("{data: Folder, name: a, normal_dir: b, category: c}"))
        .containsExactly(
            "Invalid data.category: it is a key of MVTecAD, MVTec3D, ADAM3D and UCSDped only (leave"
                + " it out)");
  }

  @Test
  void aKeyThatResemblesNoneIsToldWithAllThatExist() {
    assertThat(Problem.ofKey("colour_temperature_of_light: 3"))
        .singleElement()
        .asString()
        .startsWith("Invalid data.colour_temperature_of_light: unknown key (known: root, category,")
        .endsWith("on_bad_sample, cache_dir, cache_bytes, max_pixels, jpeg_decoder, jpeg_draft)")
        .doesNotContain("mask_dir");
  }

  @Test
  void aFolderNeedsANameAndNormalPictures() {
    assertThat(Problem.of("{data: Folder, normal_dir: [], extensions: [png], abnormal_dir: 5.5}"))
        .containsExactly(
            "Invalid data.normal_dir: [] (must be a text or a list of texts)",
            "Invalid data.extensions: [\"png\"] (must be a list of suffixes with their dot, such as"
                + " [.png, .jpg], or null)",
            "Missing data.name: Folder needs it (must be a text)");
    assertThat(Problem.of("{data: Folder, name: a}"))
        .containsExactly(
            "Missing data.normal_dir: Folder needs it (must be a text or a list of texts)");
  }

  @Test
  void aKeyGivenTwiceIsAProblem() {
    assertThat(Problem.of("class_path: MVTecAD\nseed: 1\ninit_args: {seed: 2}"))
        .containsExactly("Invalid data.seed: it is given twice (keep one of them)");
    assertThat(Problem.ofKey("category: a\ncategories: [b]"))
        .containsExactly("Invalid data.categories: data.category is given too (keep one of them)");
  }

  @Test
  void besideDataOnlyKeysOfTheReferenceMayStand() {
    assertThat(
            Problem.of(
                """
                data: {class_path: MVTecAD}
                category: grid
                trainr: {}
                our_own_business: 1
                seed_everything: x
                """))
        .containsExactly(
            "Invalid category: unknown key (did you mean data.category?)",
            "Invalid trainr: unknown key (did you mean trainer?)",
            "Invalid our_own_business: unknown key (the keys of the data set stand below data)",
            "Invalid seed_everything: \"x\" (must be a whole number, true or false)");
  }

  @Test
  void yamlThatCannotBeReadIsToldWithItsPlace() {
    assertThat(Problem.of("data: MVTecAD\nseed: [1, 2"))
        .containsExactly(
            "Invalid YAML: a.yaml, line 2, column 12: while parsing a flow sequence: expected ','"
                + " or ']', but got <stream end>");
    assertThat(Problem.of("data: MVTecAD\nseed: 1\nseed: 2"))
        .containsExactly("Invalid YAML: a.yaml, line 3, column 5: duplicate key 'seed'");
    assertThat(Problem.of("data: MVTecAD\nseed: *one"))
        .containsExactly(
            "Invalid YAML: a.yaml, line 2, column 7: unknown alias *one (define it before with &)");
    assertThat(Problem.of("data: MVTecAD\n---\ndata: Folder"))
        .containsExactly("Invalid YAML: a.yaml, line 3, column 1: a second document (keep one)");
    assertThat(Problem.of("- MVTecAD"))
        .contains("Invalid a.yaml: [\"MVTecAD\"] (must be keys and values)");
  }
}
