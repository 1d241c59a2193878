package io.millrace.datasets;

import io.millrace.sample.Clips;
import io.millrace.sample.TargetFrame;
import io.millrace.sample.Task;
import java.util.List;
import java.util.Objects;

/**
 * CUHK Avenue (Lu, Shi, Jia, "Abnormal Event Detection at 150 FPS in MATLAB", ICCV 2013). The
 * folders of videos may lie anywhere below the root, as in the published archive. A test video has
 * no label of its own: a clip's label comes from the masks of its target frames. {@code 08.avi} has
 * the masks {@code 8_label.mat}, or the pictures in {@code 8_label}.
 *
 * @param root folder that has the videos below it
 * @param gtDir folder of {@code testing_label_mask}
 * @param clips how videos are cut
 */
public record Avenue(String root, String gtDir, Clips clips) implements DatasetLayout {
  private static final DatasetFacts FACTS =
      new DatasetFacts(
          "Avenue",
          "Videos of a campus avenue, with masks of what does not belong there.",
          List.of(
              "ROOT/.../training_videos/01.avi",
              "ROOT/.../testing_videos/01.avi",
              "GT_DIR/testing_label_mask/1_label.mat, or",
              "GT_DIR/testing_label_mask/1_label/000.png, a mask a frame",
              "GT_DIR is ROOT/ground_truth_demo unless gt_dir says otherwise"),
          List.of(),
          "https://www.cse.cuhk.edu.hk/leojia/projects/detectabnormal/dataset.html"
              + " (academic use only)");

  private static final String VIDEOS = "videos";
  private static final String MASKS = "gt_dir";
  private static final String MASK_FOLDER = "testing_label_mask";
  private static final String MASK_ENDING = "_label";

  public Avenue {
    root = Place.trimmed(root);
    gtDir = Place.trimmed(gtDir);
    Objects.requireNonNull(clips, "clips");
  }

  /** That folder, with masks in its {@code ground_truth_demo}, and clips as in the reference. */
  public static Avenue at(String root) {
    String gtDir = Place.join(Place.trimmed(root), "ground_truth_demo");
    return new Avenue(root, gtDir, new Clips(2, 1, TargetFrame.LAST));
  }

  /** The same with masks elsewhere; a relative folder starts in the working directory. */
  public Avenue gtDir(String folder) {
    return new Avenue(root, folder, clips);
  }

  /** The same with clips of that many frames. */
  public Avenue clipLengthInFrames(int frames) {
    return new Avenue(root, gtDir, new Clips(frames, clips.step(), clips.target()));
  }

  /** The same with a clip every so many frames. */
  public Avenue framesBetweenClips(int frames) {
    return new Avenue(root, gtDir, new Clips(clips.length(), frames, clips.target()));
  }

  /** The same with labels and masks of those frames. */
  public Avenue targetFrame(TargetFrame target) {
    return new Avenue(root, gtDir, new Clips(clips.length(), clips.step(), target));
  }

  @Override
  public boolean hasCategories() {
    return false;
  }

  @Override
  public List<String> categories() {
    return List.of();
  }

  @Override
  public List<Place> places(List<String> none) {
    return List.of(
        new Place(root.isEmpty() ? "." : root, "", "", VIDEOS, ""),
        new Place(gtDir, masksPrefix(), "", MASKS, ""));
  }

  private String masksPrefix() {
    String inside = Place.join(root, "");
    return !root.isEmpty() && gtDir.startsWith(inside) ? gtDir.substring(inside.length()) : MASKS;
  }

  @Override
  public Entry read(Place place, String relative) {
    boolean masks = place.role().equals(MASKS);
    if (FileNames.last(relative).equalsIgnoreCase("readme.txt")
        || isOfOtherPlace(masks, relative)) {
      return Entry.IGNORED;
    }

    String[] parts = relative.split("/", -1);
    return masks ? mask(parts) : video(parts);
  }

  /** Where one of the two folders holds the other, its files are listed twice. */
  private boolean isOfOtherPlace(boolean masks, String relative) {
    return masks
        ? Place.join(root, "").startsWith(Place.join(gtDir, ""))
            && !relative.startsWith(MASK_FOLDER + "/")
        : relative.startsWith(masksPrefix() + "/");
  }

  /** Only the last two components count, as in the reference. */
  private static Entry video(String[] parts) {
    String name = parts[parts.length - 1];
    String folder = parts.length > 1 ? parts[parts.length - 2] : "";
    boolean video = FileNames.endsWith(name, List.of(".avi"));
    if (video && folder.equals("training_videos")) {
      return Entry.image("train/" + number(name), VideoClasses.TRAIN);
    }

    if (video && folder.equals("testing_videos")) {
      return Entry.image("test/" + number(name), VideoClasses.TEST);
    }

    // the cubes of the archive, and masks, which are listed at their own place
    List<String> others = List.of("training_vol", "testing_vol", MASK_FOLDER);
    boolean known = List.of(parts).subList(0, parts.length - 1).stream().anyMatch(others::contains);
    return known ? Entry.IGNORED : Entry.UNUSED;
  }

  private static Entry mask(String[] parts) {
    if (parts.length < 2 || !parts[0].equals(MASK_FOLDER)) {
      return Entry.UNUSED;
    }

    boolean folder = parts.length == 3;
    List<String> suffixes = folder ? Folder.DEFAULT_EXTENSIONS : List.of(".mat");
    String label = folder ? parts[1] : FileNames.stem(parts[1]);
    boolean whole = parts.length <= 3 && label.endsWith(MASK_ENDING);
    if (!whole || !FileNames.endsWith(parts[parts.length - 1], suffixes)) {
      return Entry.UNUSED;
    }

    String video = label.substring(0, label.length() - MASK_ENDING.length());
    Entry.Role role = folder ? Entry.Role.MASK_FRAME : Entry.Role.MASK;
    return Entry.mask(role, List.of("test/" + number(video)));
  }

  /** Up to the first dot, without the zeros that it begins with. */
  private static String number(String name) {
    String stem = name.indexOf('.') < 0 ? name : name.substring(0, name.indexOf('.'));
    return stem.replaceFirst("^0+", "");
  }

  /** Always {@link Task#SEGMENTATION}, as in the reference. */
  @Override
  public Task task() {
    return Task.SEGMENTATION;
  }

  @Override
  public Division division() {
    return Division.PUBLISHED_VIDEOS;
  }

  @Override
  public DatasetFacts facts() {
    return FACTS;
  }
}
