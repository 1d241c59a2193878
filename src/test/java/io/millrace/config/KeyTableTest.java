package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyTableTest {
  private static final ConfigInput MVTEC_AD =
      ConfigInput.EMPTY.with("data", "MVTecAD").with("data.seed", "1");

  static List<ConfigKey> shared() {
    return ConfigReader.keys().stream()
        .filter(key -> key.datasets().size() >= 2 && !key.name().equals("seed"))
        .toList();
  }

  @Test
  void everyKeyHasAllItsWords() {
    assertThat(ConfigReader.keys())
        .hasSize(31)
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
  @MethodSource("shared")
  void theDefaultInWordsIsTheDefault(ConfigKey key) {
    String value = key.defaultText().replaceAll(";.*", "");

    assertThat(ConfigReader.read(MVTEC_AD.with("data." + key.name(), value)))
        .isEqualTo(ConfigReader.read(MVTEC_AD));
  }

  @Test
  void saysWhatAKeyMustBe() {
    assertThat(ConfigReader.keys())
        .contains(
            new ConfigKey(
                "train_batch_size",
                "a whole number >= 1",
                "32",
                "pictures of a training batch",
                List.of("MVTecAD", "Folder", "Store")));
  }
}
