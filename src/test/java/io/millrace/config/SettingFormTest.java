package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.PixelConfig.Sizing;
import io.millrace.datasets.Folder;
import io.millrace.datasets.MVTecAD;
import io.millrace.sample.Split;
import io.millrace.transform.Compose;
import io.millrace.transform.Normalize;
import io.millrace.transform.RandomHorizontalFlip;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingFormTest {
  private static final ConfigInput FILE =
      ConfigInput.of(
          "data: {class_path: MVTecAD, init_args: {root: /data, categories: [a, b], seed: 5}}",
          "a.yaml");

  private static RunConfig read(String key, String value) {
    return ConfigReader.read(FILE.with(key, value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data.category",
        "data.init_args.category",
        "data.init-args.category",
        "data.categories"
      })
  void aSettingWinsOverTheFile(String key) {
    assertThat(read(key, "grid").dataset()).isEqualTo(new MVTecAD("/data", List.of("grid")));
  }

  @Test
  void theLaterSettingWins() {
    ConfigInput input = FILE.with("data.train-batch-size", "2").with("data.train_batch_size", "3");

    assertThat(ConfigReader.read(input).loading().trainBatchSize()).isEqualTo(3);
  }

  @Test
  void settingsNeedNoFile() {
    ConfigInput input =
        ConfigInput.EMPTY
            .with("data", "anomalib.data.Folder")
            .with("data.name", "mine")
            .with("data.normal_dir", "good,fine")
            .with("data.abnormal_dir", "[bad, worse]")
            .with("data.extensions", ".png")
            .with("data.root", "/a,b #c: d");

    assertThat(ConfigReader.read(input).dataset())
        .isEqualTo(
            Folder.at("mine", "/a,b #c: d")
                .normalDir("good", "fine")
                .abnormalDir("bad", "worse")
                .extensions(".png"));
  }

  @Test
  void theDataSetItselfCanBeAnother() {
    ConfigInput input =
        ConfigInput.of("data: Folder\nroot: /data", "a.yaml").with("data.class_path", "MVTecAD");

    assertThat(ConfigReader.read(input).dataset())
        .isEqualTo(MVTecAD.at("/data").category("bottle"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[64,96]", "64x96", "64X96", "64,96", "64, 96", "'[64, 96]'"})
  void sizesAreHeightByWidth(String value) {
    assertThat(read("data.image_size", value).pixels().size()).isEqualTo(Sizing.exact(64, 96));
  }

  @Test
  void oneNumberIsBothSides() {
    assertThat(read("data.image_size", "64").pixels().size()).isEqualTo(Sizing.exact(64, 64));
    assertThat(read("data.image_size", "native").pixels().size()).isEqualTo(Sizing.NATIVE);
  }

  @Test
  void seedsAreAnyWholeNumberOrNull() {
    assertThat(read("data.seed", "0").splits().seed()).isEqualTo(Seed.of(0));
    assertThat(read("data.seed", "-1").splits().seed()).isEqualTo(Seed.of(-1));
    assertThat(read("data.seed", "null").splits().seed().origin()).isEqualTo(Seed.Origin.CHOSEN);
    assertThat(ConfigReader.read(FILE.with("data.seed", "null").with("seed_everything", "9")))
        .extracting(run -> run.splits().seed())
        .isEqualTo(Seed.of(9));
  }

  @Test
  void aPartOfAValueCanBeSet() {
    ConfigInput input =
        FILE.with("data.normalize.mean", "0.1,0.2,0.3").with("data.normalize.std", "[1, 1, 2]");

    assertThat(ConfigReader.read(input).pixels().normalize())
        .containsExactly(new Normalize(List.of(0.1f, 0.2f, 0.3f), List.of(1f, 1f, 2f)));
    assertThat(read("data.normalize", "imagenet").pixels().normalize())
        .containsExactly(Normalize.IMAGENET);
    assertThat(ConfigReader.read(input.with("data.normalize", "none")).pixels().normalize())
        .isEmpty();
  }

  @Test
  void augmentationsCanBeGivenAsYaml() {
    PixelConfig pixels =
        read("data.train_augmentations", "{class_path: RandomHorizontalFlip, p: 0.1}").pixels();

    assertThat(pixels.augmentations().get(Split.TRAIN))
        .isEqualTo(Compose.of(new RandomHorizontalFlip(0.1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "data.", "data..x", "data.seed.x.y", "-", "..."})
  void oddKeysAreProblemsAndNothingElse(String key) {
    assertThat(Problem.of(FILE.with(key, "1"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"...", "---", "-", "~", "#x", "&a", "*a", "%", "@", "`", "!x", "a: b", ""})
  void oddValuesAreTextsOrProblems(String value) {
    assertThat(Problem.of(FILE.with("data.seed", value)))
        .allMatch(problem -> problem.startsWith("Invalid data.seed: "));
  }
}
