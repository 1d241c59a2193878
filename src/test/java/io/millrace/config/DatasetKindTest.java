package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetKindTest {
  private static final String AVAILABLE =
      "this version has MVTecAD, Folder, MVTec3D, ADAM3D, Folder3D, Avenue, ShanghaiTech, UCSDped"
          + " and FolderVideo";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MVTecAD2",
        "MVTecLOCO",
        "Visa",
        "BTech",
        "Kolektor",
        "RealIAD",
        "VAD",
        "MPDD",
        "BMAD",
        "Kaputt",
        "AutoVI",
        "Tabular",
        "Datumaro",
        "PredictDataset"
      })
  void dataSetsOfTheReferenceThatComeLaterAreUnsupported(String name) {
    assertThat(Problem.of("class_path: anomalib.data." + name + "\ninit_args: {resolution: 256}"))
        .containsExactly(
            "Unsupported data set: "
                + name
                + " ("
                + AVAILABLE
                + "; Folder reads any pictures that are sorted into folders)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MVTecAD", "MVTec3D", "ADAM3D", "Avenue", "ShanghaiTech", "UCSDped"})
  void publishedDataSetsHaveTheClassPathsOfTheReference(String name) {
    ConfigInput input = ConfigInput.of("class_path: anomalib.data." + name, "a.yaml");

    assertThat(ConfigReader.read(input).dataset().name()).isEqualTo(name);
    assertThat(ConfigReader.read(ConfigInput.EMPTY.with("data", name)).dataset().name())
        .isEqualTo(name);
  }

  @Test
  void aDataSetThatNobodyKnowsIsToldWithTheNearestName() {
    assertThat(Problem.of("class_path: anomalib.data.MVTec\nmask_dir: a\nsed: 1"))
        .containsExactly(
            "Invalid data: \"anomalib.data.MVTec\" is no data set (did you mean MVTecAD?)",
            "Invalid data.sed: unknown key (did you mean data.seed?)");
    assertThat(Problem.of("data: [1]"))
        .containsExactly("Invalid data: [1] is no data set (" + AVAILABLE + ")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing", "data:", "model: Padim"})
  void withoutADataSetItSaysHowToNameOne(String yaml) {
    assertThat(Problem.of(yaml))
        .containsExactly(
            "Missing data: no data set is named (give class_path: anomalib.data.MVTecAD in the"
                + " file, or --data MVTecAD; "
                + AVAILABLE
                + ")");
  }
}
