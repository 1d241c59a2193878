package io.millrace.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.random.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The layouts over pieces of the published data sets, where they are at hand. */
class LayoutsOfRealFilesTest {
  private static Path real(String folder) {
    Path shared = Path.of(System.getenv().getOrDefault("MILLRACE_SHARED", "../shared"));
    Path path = shared.resolve("data/real").resolve(folder);
    assumeTrue(
        Files.isDirectory(path),
        () -> "Skipped: " + path.toAbsolutePath() + " is missing (set MILLRACE_SHARED)");
    return path;
  }

  /** The entries of a place by path, without junk. */
  private static Map<String, Entry> entries(DatasetLayout layout, Place place) {
    Map<String, Entry> entries = new TreeMap<>();
    Path folder = Path.of(place.folder());
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> Files.isRegularFile(file))
          .filter(file -> !FileNames.isJunk(file.getFileName().toString()))
          .map(file -> folder.relativize(file).toString())
          .forEach(file -> entries.put(file, layout.read(place, file)));
    } catch (IOException e) {
      throw new IllegalStateException("Cannot walk " + folder, e);
    }

    return entries;
  }

  @Test
  void everyFileOfAvenueIsKnownAndMeetsItsOwn() {
    Avenue avenue = Avenue.at(real("Avenue").toString());
    Map<String, Entry> videos = entries(avenue, avenue.places(List.of()).get(0));
    Map<String, Entry> masks = entries(avenue, avenue.places(List.of()).get(1));

    assertThat(videos)
        .containsEntry(
            "Avenue Dataset/training_videos/12.avi", Entry.image("train/12", VideoClasses.TRAIN))
        .containsEntry(
            "Avenue Dataset/testing_videos/08.avi", Entry.image("test/8", VideoClasses.TEST))
        .doesNotContainValue(Entry.UNUSED);
    assertThat(masks)
        .containsEntry(
            "testing_label_mask/8_label.mat", Entry.mask(Entry.Role.MASK, List.of("test/8")))
        .containsEntry(
            "testing_label_mask/21_label.mat", Entry.mask(Entry.Role.MASK, List.of("test/21")))
        .doesNotContainValue(Entry.UNUSED);
  }

  @Test
  void everyFileOfUcsdIsKnown() {
    UCSDped ucsd = UCSDped.at(real("UCSD/UCSD_Anomaly_Dataset.v1p2").toString());

    for (Place place : ucsd.places(List.of("UCSDped1", "UCSDped2"))) {
      assertThat(entries(ucsd, place).values())
          .extracting(Entry::role)
          .contains(Entry.Role.MASK_FRAME)
          .doesNotContain(Entry.Role.UNUSED);
    }
  }

  @Test
  void depthMapsAndMasksMeetTheirPicturesAsInTheReference() {
    real("MVTec3D");
    MVTec3D layout = MVTec3D.at("MVTec3D");
    Place place = layout.places(List.of("cable_gland")).get(0);
    for (JsonNode sample : Golden.read("mvtec3d_cable_gland.json").findValues("samples")) {
      sample.forEach(each -> assertSame(layout, place, each));
    }
  }

  private static void assertSame(MVTec3D layout, Place place, JsonNode sample) {
    Entry picture = layout.read(place, path(sample, "image_path"));
    Entry depth = layout.read(place, path(sample, "depth_path"));
    String mask = sample.get("mask_path").textValue();

    assertThat(picture.role()).isEqualTo(Entry.Role.IMAGE);
    assertThat(picture.folder().split().text()).isEqualTo(sample.get("split").textValue());
    assertThat(picture.folder().label()).isEqualTo(sample.get("label").textValue());
    assertThat(picture.folder().labelIndex().index())
        .isEqualTo(sample.get("label_index").intValue());
    assertThat(depth).isEqualTo(Entry.depth(picture.keys().get(0)));
    if (!mask.equals("nan")) {
      assertThat(layout.read(place, path(sample, "mask_path")))
          .isEqualTo(Entry.mask(Entry.Role.MASK, picture.keys()));
    }
  }

  private static String path(JsonNode sample, String field) {
    return sample.get(field).textValue().substring("MVTec3D/cable_gland/".length());
  }
}
