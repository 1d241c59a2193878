package io.millrace.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever the names are: what belongs together meets, and nothing else does. */
class JoinedFilesTest {
  private static final Avenue AVENUE = Avenue.at("/avenue");
  private static final FolderVideo VIDEOS =
      FolderVideo.at("v", "/v").normalDir("calm").abnormalDir("jam").maskDir("masks");
  private static final Folder3D DEPTH =
      Folder3D.at("d", "/d")
          .normalDir("good")
          .normalDepthDir("good_xyz")
          .abnormalDir("bad")
          .abnormalDepthDir("bad_xyz");

  @Provide
  Arbitrary<String> stems() {
    return Arbitraries.strings()
        .withChars("abcXYZ0189_ .%+#äÖßı")
        .withChars('\u4e00', '\u4e20')
        .ofMinLength(1)
        .ofMaxLength(12)
        .filter(stem -> !FileNames.isJunk(stem));
  }

  @Property
  void threeFilesOfMVTec3DMeet(@ForAll("stems") String defect, @ForAll("stems") String stem) {
    MVTec3D layout = MVTec3D.at("/m");
    Place place = layout.places(List.of("c")).get(0);
    String folder = "test/" + defect + "/";
    List<String> picture = layout.read(place, folder + "rgb/" + stem + ".png").keys();

    assertThat(layout.read(place, folder + "xyz/" + stem + ".tiff").keys()).isEqualTo(picture);
    assertThat(layout.read(place, folder + "gt/" + stem + ".png").keys()).isEqualTo(picture);
    assertThat(layout.read(place, "train/" + defect + "/xyz/" + stem + ".tiff").keys())
        .doesNotContainAnyElementsOf(picture);
  }

  @Property
  void depthMapsOfOwnFoldersMeetTheirPictures(
      @ForAll("stems") String folder, @ForAll("stems") String stem) {
    List<Place> places = DEPTH.places(List.of());
    String name = folder + "/" + stem;
    List<String> depth = DEPTH.read(places.get(1), name + ".npy").keys();

    assertThat(depth).isEqualTo(DEPTH.read(places.get(0), name + ".jpg").keys());
    assertThat(depth).isNotEqualTo(DEPTH.read(places.get(2), name + ".jpg").keys());
  }

  @Property
  void masksOfAvenueMeetTheirVideoByItsNumber(
      @ForAll @IntRange(min = 1, max = 9999) int number, @ForAll @IntRange(max = 5) int zeros) {
    List<Place> places = AVENUE.places(List.of());
    String video = "testing_videos/" + "0".repeat(zeros) + number + ".avi";
    String masks = "testing_label_mask/" + number + "_label";
    List<String> key = AVENUE.read(places.get(0), video).keys();

    assertThat(AVENUE.read(places.get(1), masks + ".mat").keys()).isEqualTo(key);
    assertThat(AVENUE.read(places.get(1), masks + "/0.png").keys()).isEqualTo(key);
    assertThat(AVENUE.read(places.get(1), "testing_label_mask/1" + number + "_label.mat").keys())
        .isNotEqualTo(key);
  }

  @Property
  void framesAndMasksOfOwnVideosMeet(@ForAll("stems") String video, @ForAll("stems") String frame) {
    List<Place> places = VIDEOS.places(List.of());
    List<String> key = VIDEOS.read(places.get(1), video + "/" + frame + ".png").keys();

    assertThat(VIDEOS.read(places.get(1), video + ".mp4").keys()).isEqualTo(key);
    assertThat(VIDEOS.read(places.get(2), video + ".npy").keys()).containsAll(key);
    assertThat(VIDEOS.read(places.get(2), video + "_gt/" + frame + ".png").keys()).containsAll(key);
    assertThat(VIDEOS.read(places.get(0), video + ".mp4").keys()).isNotEqualTo(key);
  }
}
