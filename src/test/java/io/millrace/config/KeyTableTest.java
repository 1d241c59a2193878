package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyTableTest {
  /** A run of that data set that has all that it needs. */
  private static ConfigInput base(String dataset) {
    ConfigInput plain = ConfigInput.EMPTY.with("data", dataset).with("data.seed", "1");
    return switch (dataset) {
      case "Folder", "FolderVideo" ->
          plain.with("data.name", "mine").with("data.normal_dir", "good");
      case "Folder3D" ->
          plain
              .with("data.name", "mine")
              .with("data.normal_dir", "good")
              .with("data.normal_depth_dir", "good_depth");
      default -> plain;
    };
  }

  static List<ConfigKey> optional() {
    return ConfigReader.keys().stream()
        .filter(key -> !key.defaultText().equals("required") && !key.name().equals("seed"))
        .toList();
  }

  @Test
  void everyKeyHasAllItsWords() {
    assertThat(ConfigReader.keys())
        .hasSize(47)
        .allSatisfy(
            key -> {
              assertThat(key.type()).isNotBlank();
              assertThat(key.defaultText()).isNotBlank();
              assertThat(key.help()).isNotBlank().doesNotEndWith(".");
              assertThat(key.datasets()).isNotEmpty();
            })
        .extracting(ConfigKey::name)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("optional")
  void theDefaultInWordsIsTheDefaultOfTheFirstDataSet(ConfigKey key) {
    String value =
        key.name().equals("categories") ? "bottle" : key.defaultText().replaceAll(";.*", "");
    ConfigInput base = base(key.datasets().get(0));

    assertThat(ConfigReader.read(base.with("data." + key.name(), value)))
        .isEqualTo(ConfigReader.read(base));
  }

  @Test
  void saysWhatAKeyMustBe() {
    assertThat(ConfigReader.keys())
        .contains(
            new ConfigKey(
                "train_batch_size",
                "a whole number >= 1",
                "32; 8 of UCSDped",
                "pictures of a training batch",
                List.of(
                    "MVTecAD",
                    "Folder",
                    "MVTec3D",
                    "ADAM3D",
                    "Folder3D",
                    "Avenue",
                    "ShanghaiTech",
                    "UCSDped",
                    "FolderVideo",
                    "Store")));
  }
}
