package io.millrace.datasets;

import io.millrace.sample.Clips;
import io.millrace.sample.PathOrder;
import io.millrace.sample.TargetFrame;
import java.util.List;
import java.util.Objects;

/**
 * UCSD Pedestrian (Mahadevan, Li, Bhalodia, Vasconcelos, "Anomaly Detection in Crowded Scenes",
 * CVPR 2010): each video is a folder of frames. A test video has no label of its own: a clip's
 * label comes from the masks of its target frames, which lie in the folder beside it.
 *
 * @param root folder of {@code UCSDped1} and {@code UCSDped2}
 * @param categories those to load, sorted; empty means all that exist
 * @param clips how videos are cut
 */
public record UCSDped(String root, List<String> categories, Clips clips) implements CategoryLayout {
  private static final DatasetFacts FACTS =
      new DatasetFacts(
          "UCSDped",
          "Videos of two walkways, grey, with masks of what is no pedestrian.",
          List.of(
              "ROOT/CATEGORY/Train/Train001/001.tif",
              "ROOT/CATEGORY/Test/Test001/001.tif",
              "ROOT/CATEGORY/Test/Test001_gt/001.bmp"),
          List.of("UCSDped1", "UCSDped2"),
          "http://www.svcl.ucsd.edu/projects/anomaly/dataset.htm (BSD-2-Clause)");

  private static final String MASK_ENDING = "_gt";

  public UCSDped {
    root = Place.trimmed(root);
    categories = categories.stream().distinct().sorted(PathOrder.BY_CODE_POINT).toList();
    Objects.requireNonNull(clips, "clips");
  }

  /** All categories below that folder, with clips as in the reference. */
  public static UCSDped at(String root) {
    return new UCSDped(root, List.of(), new Clips(2, 10, TargetFrame.LAST));
  }

  /** One category. */
  public UCSDped category(String category) {
    return new UCSDped(root, List.of(category), clips);
  }

  /** Several categories, in one table. */
  public UCSDped categories(String... several) {
    return new UCSDped(root, List.of(several), clips);
  }

  /** The same with clips of that many frames. */
  public UCSDped clipLengthInFrames(int frames) {
    return with(new Clips(frames, clips.step(), clips.target()));
  }

  /** The same with a clip every so many frames. */
  public UCSDped framesBetweenClips(int frames) {
    return with(new Clips(clips.length(), frames, clips.target()));
  }

  /** The same with labels and masks of those frames. */
  public UCSDped targetFrame(TargetFrame target) {
    return with(new Clips(clips.length(), clips.step(), target));
  }

  private UCSDped with(Clips other) {
    return new UCSDped(root, categories, other);
  }

  @Override
  public Entry read(Place place, String relative) {
    String[] parts = relative.split("/", -1);
    // lists of the masked videos as MATLAB programs, and an editor's copies of them
    if (FileNames.endsWith(relative, List.of(".m", ".m~"))) {
      return Entry.IGNORED;
    }

    if (parts.length != 3) {
      return Entry.UNUSED;
    }

    boolean test = parts[0].equals("Test");
    if (test && parts[1].endsWith(MASK_ENDING)) {
      return mask(place, parts);
    }

    boolean known = test || parts[0].equals("Train");
    if (!known || !FileNames.endsWith(parts[2], List.of(".tif"))) {
      return Entry.UNUSED;
    }

    return test
        ? Entry.frame(place.keyPrefix() + "test/" + parts[1], VideoClasses.TEST)
        : Entry.frame(place.keyPrefix() + "train/" + parts[1], VideoClasses.TRAIN);
  }

  private static Entry mask(Place place, String[] parts) {
    String video = parts[1].substring(0, parts[1].length() - MASK_ENDING.length());
    return FileNames.endsWith(parts[2], List.of(".bmp"))
        ? Entry.mask(Entry.Role.MASK_FRAME, List.of(place.keyPrefix() + "test/" + video))
        : Entry.UNUSED;
  }

  @Override
  public Division division() {
    return Division.PUBLISHED_VIDEOS;
  }

  /** A quarter of what others have, as in the reference. */
  @Override
  public int batchSize() {
    return 8;
  }

  @Override
  public DatasetFacts facts() {
    return FACTS;
  }
}
