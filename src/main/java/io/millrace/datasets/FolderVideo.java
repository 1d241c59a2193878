package io.millrace.datasets;

import io.millrace.sample.Clips;
import io.millrace.sample.Label;
import io.millrace.sample.Split;
import io.millrace.sample.TargetFrame;
import io.millrace.sample.Task;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A custom data set of videos, as {@link Folder} is one of pictures; the reference has none. A
 * video is a file, or a folder of frames below the folder of its role: {@code NAME.mp4} or {@code
 * NAME/000.png}. Its masks are {@code NAME.mat} or {@code NAME.npy}, or a folder {@code NAME} of as
 * many pictures; {@code NAME_mask}, {@code NAME_label} and {@code NAME_gt} do as well. Without
 * masks the frames of a video are abnormal where its {@link FrameLabels} say so; it is what its
 * folder says where they do not name it, or where there are none.
 *
 * @param name the user's name for it
 * @param root where relative paths start
 * @param dirs the folders by role
 * @param table path of the {@link FrameLabels}; empty where there are none
 * @param clips how videos are cut
 */
public record FolderVideo(String name, String root, Folder.Dirs dirs, String table, Clips clips)
    implements DatasetLayout {
  /** Suffixes of videos, compared without case. */
  public static final List<String> VIDEO_EXTENSIONS =
      List.of(".avi", ".mp4", ".mkv", ".mov", ".webm", ".mpg", ".mpeg", ".m4v", ".wmv");

  private static final List<String> VOLUMES = List.of(".mat", ".npy");
  private static final String NORMAL = "normal";
  private static final String ABNORMAL = "abnormal";
  private static final String NORMAL_TEST = "normal_test";
  private static final String MASK = "mask_dir";

  private static final DatasetFacts FACTS =
      new DatasetFacts(
          "FolderVideo",
          "Your own videos: one or more folders for each role.",
          List.of(
              "normal_dir       videos where nothing happens, for training (required)",
              "abnormal_dir     videos where something happens, for the test",
              "normal_test_dir  videos where nothing happens, for the test",
              "A video is a file (01.mp4) or a folder of its frames (01/000.png).",
              "mask_dir         masks of the abnormal videos: 01.mat, 01.npy, or 01/000.png",
              "labels           a CSV of abnormal frames: video,first,last from 0, last inclusive"),
          List.of(),
          "your own files");

  public FolderVideo {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(dirs, "dirs");
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(clips, "clips");
  }

  /** A data set of that name below a folder, without folders yet; clips of two frames. */
  public static FolderVideo at(String name, String root) {
    Folder.Dirs none = new Folder.Dirs(List.of(), List.of(), List.of(), List.of());
    return new FolderVideo(name, root, none, "", new Clips(2, 1, TargetFrame.LAST));
  }

  /** Videos where nothing happens, for training. */
  public FolderVideo normalDir(String... folders) {
    return with(new Folder.Dirs(List.of(folders), dirs.abnormal(), dirs.normalTest(), dirs.mask()));
  }

  /** Videos where something happens, for the test. */
  public FolderVideo abnormalDir(String... folders) {
    return with(new Folder.Dirs(dirs.normal(), List.of(folders), dirs.normalTest(), dirs.mask()));
  }

  /** Videos where nothing happens, for the test. */
  public FolderVideo normalTestDir(String... folders) {
    return with(new Folder.Dirs(dirs.normal(), dirs.abnormal(), List.of(folders), dirs.mask()));
  }

  /** Masks of the abnormal videos. */
  public FolderVideo maskDir(String... folders) {
    return with(
        new Folder.Dirs(dirs.normal(), dirs.abnormal(), dirs.normalTest(), List.of(folders)));
  }

  /** The CSV of abnormal frames, relative to the root or absolute; see {@link FrameLabels}. */
  public FolderVideo labels(String path) {
    return new FolderVideo(name, root, dirs, path, clips);
  }

  /** The same with clips of that many frames. */
  public FolderVideo clipLengthInFrames(int frames) {
    return with(new Clips(frames, clips.step(), clips.target()));
  }

  /** The same with a clip every so many frames. */
  public FolderVideo framesBetweenClips(int frames) {
    return with(new Clips(clips.length(), frames, clips.target()));
  }

  /** The same with labels and masks of those frames. */
  public FolderVideo targetFrame(TargetFrame target) {
    return with(new Clips(clips.length(), clips.step(), target));
  }

  private FolderVideo with(Folder.Dirs others) {
    return new FolderVideo(name, root, others, table, clips);
  }

  private FolderVideo with(Clips others) {
    return new FolderVideo(name, root, dirs, table, others);
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
  public List<Place> places(List<String> categories) {
    if (dirs.normal().isEmpty()) {
      throw new IllegalArgumentException(
          "Missing normal_dir: a FolderVideo needs at least one folder of normal videos");
    }

    FolderPlaces places = new FolderPlaces(root);
    places.add(NORMAL, dirs.normal());
    places.add(NORMAL_TEST, dirs.normalTest());
    places.addPaired(ABNORMAL, dirs.abnormal(), hasMasks() ? dirs.mask().size() : 0);
    places.addPaired(MASK, hasMasks() ? dirs.mask() : List.of(), dirs.abnormal().size());
    return places.all();
  }

  @Override
  public Optional<String> labels() {
    return table.isEmpty() ? Optional.empty() : Optional.of(new FolderPlaces(root).path(table));
  }

  @Override
  public Entry read(Place place, String relative) {
    if (isTable(place, relative)) {
      return Entry.IGNORED;
    }

    // a frame has a folder of its own: without one, its video would have no name
    String folder = FileNames.parent(relative);
    boolean frame = !folder.isEmpty() && FileNames.endsWith(relative, Folder.DEFAULT_EXTENSIONS);
    if (place.role().equals(MASK)) {
      return mask(place, relative, frame);
    }

    if (frame) {
      return Entry.frame(place.keyPrefix() + folder, folderOf(place.role()));
    }

    return FileNames.endsWith(relative, VIDEO_EXTENSIONS)
        ? Entry.image(place.keyPrefix() + FileNames.stem(relative), folderOf(place.role()))
        : Entry.UNUSED;
  }

  /** The table may lie among the videos. */
  private boolean isTable(Place place, String relative) {
    return !table.isEmpty()
        && FileNames.last(relative).equals(FileNames.last(table))
        && Place.join(place.folder(), relative).endsWith(labels().orElse(table));
  }

  private static Entry.ClassFolder folderOf(String role) {
    return switch (role) {
      case NORMAL -> new Entry.ClassFolder(Split.TRAIN, NORMAL, Label.NORMAL);
      case NORMAL_TEST -> new Entry.ClassFolder(Split.TEST, NORMAL_TEST, Label.NORMAL);
      default -> new Entry.ClassFolder(Split.TEST, ABNORMAL, Label.ABNORMAL);
    };
  }

  private static Entry mask(Place place, String relative, boolean frame) {
    if (frame) {
      String key = place.keyPrefix() + FileNames.parent(relative);
      return Entry.mask(Entry.Role.MASK_FRAME, FileNames.maskKeys(key));
    }

    String key = place.keyPrefix() + FileNames.stem(relative);
    return FileNames.endsWith(relative, VOLUMES)
        ? Entry.mask(Entry.Role.MASK, FileNames.maskKeys(key))
        : Entry.UNUSED;
  }

  private boolean hasMasks() {
    return !dirs.mask().isEmpty() && !dirs.abnormal().isEmpty();
  }

  /** {@link Task#SEGMENTATION} where both {@code abnormal_dir} and {@code mask_dir} are given. */
  @Override
  public Task task() {
    return hasMasks() ? Task.SEGMENTATION : Task.CLASSIFICATION;
  }

  @Override
  public Division division() {
    return Division.OWN;
  }

  @Override
  public DatasetFacts facts() {
    return FACTS;
  }
}
