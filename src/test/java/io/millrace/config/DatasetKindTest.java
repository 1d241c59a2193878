package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetKindTest {
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
        "MVTec3D",
        "ADAM3D",
        "Folder3D",
        "Avenue",
        "ShanghaiTech",
        "UCSDped",
        "PredictDataset"
      })
  void dataSetsOfTheReferenceThatComeLaterAreUnsupported(String name) {
    assertThat(Problem.of("class_path: anomalib.data." + name + "\ninit_args: {resolution: 256}"))
        .containsExactly(
            "Unsupported data set: "
                + name
                + " (this version has MVTecAD and Folder; Folder reads any pictures that are sorted"
                + " into folders)");
  }

  @Test
  void aDataSetThatNobodyKnowsIsToldWithTheNearestName() {
    assertThat(Problem.of("class_path: anomalib.data.MVTec\nmask_dir: a\nsed: 1"))
        .containsExactly(
            "Invalid data: \"anomalib.data.MVTec\" is no data set (did you mean MVTecAD?)",
            "Invalid data.sed: unknown key (did you mean data.seed?)");
    assertThat(Problem.of("data: [1]"))
        .containsExactly("Invalid data: [1] is no data set (this version has MVTecAD and Folder)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing", "data:", "model: Padim"})
  void withoutADataSetItSaysHowToNameOne(String yaml) {
    assertThat(Problem.of(yaml))
        .containsExactly(
            "Missing data: no data set is named (give class_path: anomalib.data.MVTecAD in the"
                + " file, or --data MVTecAD; this version has MVTecAD and Folder)");
  }
}
