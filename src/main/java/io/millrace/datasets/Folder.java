package io.millrace.datasets;

import io.millrace.sample.Label;
import io.millrace.sample.Split;
import io.millrace.sample.Task;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A custom data set of named folders: the reference's {@code Folder}. Every folder is walked with
 * all that is below it; each may be relative to {@code root} or absolute. The id of a file outside
 * the root is {@code ROLE/RELATIVE}, or {@code ROLE@N/RELATIVE} where folder N of a role, from 0,
 * would give the ids of another one.
 *
 * @param name the user's name for it
 * @param root where relative folders start
 * @param dirs the folders by role
 * @param extensions suffixes of pictures and masks with their dot, compared without case; empty
 *     means {@link #DEFAULT_EXTENSIONS}
 */
public record Folder(String name, String root, Dirs dirs, List<String> extensions)
    implements DatasetLayout {
  /** torchvision's {@code IMG_EXTENSIONS}. */
  public static final List<String> DEFAULT_EXTENSIONS =
      List.of(".jpg", ".jpeg", ".png", ".ppm", ".bmp", ".pgm", ".tif", ".tiff", ".webp");

  private static final String NORMAL = "normal";
  private static final String ABNORMAL = "abnormal";
  private static final String NORMAL_TEST = "normal_test";
  private static final String MASK = "mask_dir";

  private static final DatasetFacts FACTS =
      new DatasetFacts(
          "Folder",
          "Your own pictures: one or more folders for each role.",
          List.of(
              "normal_dir       pictures without defect, for training (required)",
              "abnormal_dir     pictures with defect, for the test",
              "normal_test_dir  pictures without defect, for the test",
              "mask_dir         masks of the abnormal pictures: same stem, or stem_mask, below it",
              "Several abnormal_dir and as many mask_dir are paired in their order."),
          List.of(),
          "your own files");

  /**
   * The folders by role, each a list.
   *
   * @param normal pictures without defect, for training
   * @param abnormal pictures with defect, for the test
   * @param normalTest pictures without defect, for the test
   * @param mask masks of the abnormal pictures
   */
  public record Dirs(
      List<String> normal, List<String> abnormal, List<String> normalTest, List<String> mask)
      implements Serializable {
    public Dirs {
      normal = List.copyOf(normal);
      abnormal = List.copyOf(abnormal);
      normalTest = List.copyOf(normalTest);
      mask = List.copyOf(mask);
    }
  }

  public Folder {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(dirs, "dirs");
    extensions = checked(extensions);
  }

  /** Suffixes in lower case; empty means the default ones. */
  static List<String> checked(List<String> extensions) {
    for (String extension : extensions) {
      if (!extension.startsWith(".")) {
        throw new IllegalArgumentException(
            "Invalid extension: " + extension + " (must start with a dot, such as .png)");
      }
    }

    return extensions.isEmpty()
        ? DEFAULT_EXTENSIONS
        : extensions.stream().map(suffix -> suffix.toLowerCase(Locale.ROOT)).toList();
  }

  /** A data set of that name below a folder, without folders yet. */
  public static Folder at(String name, String root) {
    return new Folder(name, root, new Dirs(List.of(), List.of(), List.of(), List.of()), List.of());
  }

  /** Pictures without defect, for training. */
  public Folder normalDir(String... folders) {
    Dirs changed = new Dirs(List.of(folders), dirs.abnormal, dirs.normalTest, dirs.mask);
    return new Folder(name, root, changed, extensions);
  }

  /** Pictures with defect, for the test. */
  public Folder abnormalDir(String... folders) {
    Dirs changed = new Dirs(dirs.normal, List.of(folders), dirs.normalTest, dirs.mask);
    return new Folder(name, root, changed, extensions);
  }

  /** Pictures without defect, for the test. */
  public Folder normalTestDir(String... folders) {
    Dirs changed = new Dirs(dirs.normal, dirs.abnormal, List.of(folders), dirs.mask);
    return new Folder(name, root, changed, extensions);
  }

  /** Masks of the abnormal pictures. */
  public Folder maskDir(String... folders) {
    Dirs changed = new Dirs(dirs.normal, dirs.abnormal, dirs.normalTest, List.of(folders));
    return new Folder(name, root, changed, extensions);
  }

  /** Suffixes of pictures and masks, with their dot. */
  public Folder extensions(String... suffixes) {
    return new Folder(name, root, dirs, List.of(suffixes));
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
    if (dirs.normal.isEmpty()) {
      throw new IllegalArgumentException(
          "Missing normal_dir: a Folder needs at least one folder of normal pictures");
    }

    FolderPlaces places = new FolderPlaces(root);
    places.add(NORMAL, dirs.normal);
    places.add(NORMAL_TEST, dirs.normalTest);
    // without abnormal pictures masks mean nothing: the reference passes them over too
    places.addPaired(ABNORMAL, dirs.abnormal, hasMasks() ? dirs.mask.size() : 0);
    places.addPaired(MASK, hasMasks() ? dirs.mask : List.of(), dirs.abnormal.size());
    return places.all();
  }

  @Override
  public Entry read(Place place, String relative) {
    if (!FileNames.endsWith(relative, extensions)) {
      return Entry.UNUSED;
    }

    String key = place.keyPrefix() + FileNames.stem(relative);
    return switch (place.role()) {
      case NORMAL -> image(key, Split.TRAIN, NORMAL, Label.NORMAL);
      case NORMAL_TEST -> image(key, Split.TEST, NORMAL_TEST, Label.NORMAL);
      case ABNORMAL -> image(key, Split.TEST, ABNORMAL, Label.ABNORMAL);
      default -> Entry.mask(Entry.Role.MASK, FileNames.maskKeys(key));
    };
  }

  private static Entry image(String key, Split split, String label, Label index) {
    return Entry.image(key, new Entry.ClassFolder(split, label, index));
  }

  private boolean hasMasks() {
    return !dirs.mask.isEmpty() && !dirs.abnormal.isEmpty();
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
