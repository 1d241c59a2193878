package io.millrace.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairingKeysTest {
  private static final MVTecAD MVTEC = MVTecAD.at("/m");
  private static final Folder FOLDER =
      Folder.at("f", "/f").normalDir("good").abnormalDir("bad").maskDir("masks");

  @Provide
  Arbitrary<String> stems() {
    return Arbitraries.strings()
        .withChars("abcXYZ0189_ .%+#äÖßı")
        .withChars('\u4e00', '\u4e20')
        .ofMinLength(1)
        .ofMaxLength(12)
        .filter(stem -> !FileNames.isJunk(stem));
  }

  @Provide
  Arbitrary<String> endings() {
    return Arbitraries.of("", "_mask", "_gt", "_label", "_seg");
  }

  @Property
  void pictureAndMaskOfTheSameStemMeet(
      @ForAll("stems") String defect,
      @ForAll("stems") String stem,
      @ForAll("endings") String ending) {
    List<Place> places = FOLDER.places(List.of());
    String mask = defect + "/" + stem + ending + ".png";
    String picture = defect + "/" + stem + ".jpg";

    assertThat(FOLDER.read(places.get(2), mask).keys())
        .containsAll(FOLDER.read(places.get(1), picture).keys());
  }

  @Property
  void pictureAndMaskOfMVTecADMeet(@ForAll("stems") String defect, @ForAll("stems") String stem) {
    Place category = MVTEC.places(List.of("c")).get(0);
    String mask = "ground_truth/" + defect + "/" + stem + "_mask.png";
    String picture = "test/" + defect + "/" + stem + ".PNG";

    assertThat(MVTEC.read(category, mask).keys()).isEqualTo(MVTEC.read(category, picture).keys());
  }

  @Property
  void masksMeetNoPictureOfAnotherFolder(
      @ForAll("stems") String stem, @ForAll("endings") String ending) {
    Place category = MVTEC.places(List.of("c")).get(0);
    Place other = MVTEC.places(List.of("d")).get(0);
    List<String> keys = MVTEC.read(category, "ground_truth/bent/" + stem + ending + ".png").keys();

    assertThat(keys)
        .doesNotContainAnyElementsOf(MVTEC.read(other, "test/bent/" + stem + ".png").keys())
        .doesNotContainAnyElementsOf(MVTEC.read(category, "test/cut/" + stem + ".png").keys())
        .doesNotContainAnyElementsOf(MVTEC.read(category, "train/bent/" + stem + ".png").keys());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".DS_Store",
        "._000.png",
        ".hidden",
        ".ipynb_checkpoints",
        "Thumbs.db",
        "THUMBS.DB",
        "desktop.ini",
        "DESKTOP.INI",
        "__MACOSX"
      })
  void whatDesktopsLeaveBehindIsJunk(String name) {
    assertThat(FileNames.isJunk(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"000.png", "Thumbs.db.png", "_x", "macosx", "a.b", "desktop"})
  void otherFilesAreNot(String name) {
    assertThat(FileNames.isJunk(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b/c", "a/.c", "c"})
  void stemOfANameWithoutSuffixIsTheName(String path) {
    assertThat(FileNames.stem(path)).isEqualTo(path);
    assertThat(FileNames.stem(path + ".x")).isEqualTo(path);
  }
}
