package io.millrace.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Turns folders of roles, as those of a {@link Folder}, into places, relative to the root where
 * they can be.
 */
final class FolderPlaces {
  private static final Pattern STEP_BACK = Pattern.compile("(?<=^|/)(?!\\.\\.?/)[^/]+/\\.\\.(/|$)");

  private final String root;
  private final List<Place> all = new ArrayList<>();

  FolderPlaces(String root) {
    this.root = trim(root);
  }

  List<Place> all() {
    return all;
  }

  /** Folders whose files meet nothing. */
  void add(String role, List<String> folders) {
    add(role, folders, role);
  }

  /** Folders whose files meet those of the folders of the same group. */
  void add(String role, List<String> folders, String group) {
    for (int i = 0; i < folders.size(); i++) {
      all.add(place(role, folders, i, group + "/"));
    }
  }

  /**
   * Folders whose files meet those of as many others: one with one, the n-th with the n-th, and
   * where the numbers differ by the name of the folder ({@code test/scratch} with {@code
   * masks/scratch/...}).
   */
  void addPaired(String role, List<String> folders, int others) {
    for (int i = 0; i < folders.size(); i++) {
      String group = "";
      if (folders.size() > 1) {
        group = folders.size() == others ? i + "/" : name(folders.get(i)) + "/";
      }
      all.add(place(role, folders, i, "paired/" + group));
    }
  }

  private Place place(String role, List<String> folders, int i, String keyPrefix) {
    String path = path(folders.get(i));
    String prefix = isInside(path) ? relative(path) : outside(role, folders, i);
    return new Place(path, prefix, "", role, keyPrefix);
  }

  /** The full path of something that may be relative to the root. */
  String path(String folder) {
    String trimmed = trim(folder);
    if (trimmed.isEmpty()) {
      return root.isEmpty() ? "." : root;
    }

    return collapsed(isAbsolute(trimmed) ? trimmed : Place.join(root, trimmed));
  }

  /** Without {@code name/..}, as Hadoop reads such a path too. */
  private static String collapsed(String path) {
    String shorter = path.contains("://") ? path : STEP_BACK.matcher(path).replaceFirst("");
    return shorter.equals(path) ? Place.trimmed(path) : collapsed(shorter);
  }

  private boolean isInside(String path) {
    return root.isEmpty()
        ? !isAbsolute(path)
        : path.equals(root) || path.startsWith(Place.join(root, ""));
  }

  private String relative(String path) {
    return path.equals(root) || path.equals(".")
        ? ""
        : path.substring(Place.join(root, "").length());
  }

  /** The role alone, unless the files of another folder of the role have ids that begin so. */
  private String outside(String role, List<String> folders, int i) {
    for (int j = 0; j < folders.size(); j++) {
      String path = path(folders.get(j));
      boolean begins = isInside(path) ? (relative(path) + "/").startsWith(role + "/") : j < i;
      if (begins) {
        return role + "@" + i;
      }
    }

    return role;
  }

  private static boolean isAbsolute(String folder) {
    return folder.startsWith("/") || folder.matches("[a-zA-Z][a-zA-Z0-9+.-]*:/.*");
  }

  private static String name(String folder) {
    String trimmed = trim(folder);
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  private static String trim(String folder) {
    String trimmed = folder;
    while (trimmed.startsWith("./")) {
      trimmed = trimmed.substring(2);
    }

    return Place.trimmed(trimmed.equals(".") ? "" : trimmed);
  }
}
