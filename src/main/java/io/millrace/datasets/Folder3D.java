package io.millrace.datasets;

import io.millrace.sample.Label;
import io.millrace.sample.Split;
import io.millrace.sample.Task;
import java.util.List;
import java.util.Objects;

/**
 * A custom data set of pictures with depth maps: the reference's {@code Folder3D}. A folder for
 * each role, walked with all that is below it; each may be relative to {@code root} or absolute.
 * Pictures, depth maps and masks meet by the path below their folder without its suffix; the
 * reference zips sorted lists.
 *
 * @param name the user's name for it
 * @param root where relative folders start
 * @param dirs the folders by role
 * @param extensions suffixes of pictures and masks with their dot, compared without case; empty
 *     means {@link Folder#DEFAULT_EXTENSIONS}
 */
public record Folder3D(String name, String root, DepthDirs dirs, List<String> extensions)
    implements DatasetLayout {
  /** Suffixes of depth maps, compared without case. */
  public static final List<String> DEPTH_EXTENSIONS = List.of(".tif", ".tiff", ".png", ".npy");

  private static final String NORMAL = "normal";
  private static final String ABNORMAL = "abnormal";
  private static final String NORMAL_TEST = "normal_test";
  private static final String DEPTH = "_depth";
  private static final String MASK = "mask_dir";

  private static final DatasetFacts FACTS =
      new DatasetFacts(
          "Folder3D",
          "Your own pictures with depth maps: a folder for each role.",
          List.of(
              "normal_dir             pictures without defect, for training (required)",
              "abnormal_dir           pictures with defect, for the test",
              "normal_test_dir        pictures without defect, for the test",
              "normal_depth_dir       depth maps of the pictures in normal_dir (required)",
              "abnormal_depth_dir     those of abnormal_dir: same stem",
              "normal_test_depth_dir  those of normal_test_dir",
              "mask_dir               masks of the abnormal pictures: same stem, or stem_mask"),
          List.of(),
          "your own files");

  public Folder3D {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(dirs, "dirs");
    extensions = Folder.checked(extensions);
  }

  /** A data set of that name below a folder, without folders yet. */
  public static Folder3D at(String name, String root) {
    return new Folder3D(name, root, DepthDirs.NONE, List.of());
  }

  /** Pictures without defect, for training. */
  public Folder3D normalDir(String folder) {
    return pictures(dirs.pictures().withNormal(folder));
  }

  /** Pictures with defect, for the test. */
  public Folder3D abnormalDir(String folder) {
    return pictures(dirs.pictures().withAbnormal(folder));
  }

  /** Pictures without defect, for the test. */
  public Folder3D normalTestDir(String folder) {
    return pictures(dirs.pictures().withNormalTest(folder));
  }

  /** Depth maps of the pictures in {@link #normalDir}. */
  public Folder3D normalDepthDir(String folder) {
    return depth(dirs.depth().withNormal(folder));
  }

  /** Depth maps of the pictures in {@link #abnormalDir}. */
  public Folder3D abnormalDepthDir(String folder) {
    return depth(dirs.depth().withAbnormal(folder));
  }

  /** Depth maps of the pictures in {@link #normalTestDir}. */
  public Folder3D normalTestDepthDir(String folder) {
    return depth(dirs.depth().withNormalTest(folder));
  }

  /** Masks of the abnormal pictures. */
  public Folder3D maskDir(String folder) {
    return new Folder3D(
        name, root, new DepthDirs(dirs.pictures(), dirs.depth(), folder), extensions);
  }

  /** Suffixes of pictures and masks, with their dot. */
  public Folder3D extensions(String... suffixes) {
    return new Folder3D(name, root, dirs, List.of(suffixes));
  }

  private Folder3D pictures(DepthDirs.Classes others) {
    return new Folder3D(name, root, new DepthDirs(others, dirs.depth(), dirs.mask()), extensions);
  }

  private Folder3D depth(DepthDirs.Classes others) {
    return new Folder3D(
        name, root, new DepthDirs(dirs.pictures(), others, dirs.mask()), extensions);
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
  public boolean hasDepth() {
    return true;
  }

  @Override
  public List<Place> places(List<String> categories) {
    if (dirs.pictures().normal().isEmpty()) {
      throw new IllegalArgumentException(
          "Missing normal_dir: a Folder3D needs a folder of normal pictures");
    }

    FolderPlaces places = new FolderPlaces(root);
    addPair(places, NORMAL, dirs.pictures().normal(), dirs.depth().normal());
    addPair(places, NORMAL_TEST, dirs.pictures().normalTest(), dirs.depth().normalTest());
    addPair(places, ABNORMAL, dirs.pictures().abnormal(), dirs.depth().abnormal());
    if (hasMasks()) {
      places.add(MASK, List.of(dirs.mask()), ABNORMAL);
    }

    return places.all();
  }

  private static void addPair(FolderPlaces places, String role, String pictures, String depth) {
    if (pictures.isEmpty()) {
      return; // depth maps alone mean nothing: the reference passes them over too
    }

    if (depth.isEmpty()) {
      throw new IllegalArgumentException(
          "Missing %s_depth_dir: the pictures of %s_dir have no depth maps (give their folder, or"
                  .formatted(role, role)
              + " use Folder)");
    }

    places.add(role, List.of(pictures), role);
    places.add(role + DEPTH, List.of(depth), role);
  }

  @Override
  public Entry read(Place place, String relative) {
    boolean depth = place.role().endsWith(DEPTH);
    if (!FileNames.endsWith(relative, depth ? DEPTH_EXTENSIONS : extensions)) {
      return Entry.UNUSED;
    }

    String key = place.keyPrefix() + FileNames.stem(relative);
    return switch (place.role()) {
      case NORMAL -> image(key, Split.TRAIN, NORMAL, Label.NORMAL);
      case NORMAL_TEST -> image(key, Split.TEST, NORMAL_TEST, Label.NORMAL);
      case ABNORMAL -> image(key, Split.TEST, ABNORMAL, Label.ABNORMAL);
      case MASK -> Entry.mask(Entry.Role.MASK, FileNames.maskKeys(key));
      default -> Entry.depth(key);
    };
  }

  private static Entry image(String key, Split split, String label, Label index) {
    return Entry.image(key, new Entry.ClassFolder(split, label, index));
  }

  private boolean hasMasks() {
    return !dirs.mask().isEmpty() && !dirs.pictures().abnormal().isEmpty();
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
