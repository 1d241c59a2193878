package io.millrace.datasets;

import java.util.ArrayList;
import java.util.List;

/** Turns the folders of a {@link Folder} into places, relative to the root where they can be. */
final class FolderPlaces {
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
    for (String folder : folders) {
      all.add(place(role, folder, role + "/"));
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
      all.add(place(role, folders.get(i), "paired/" + group));
    }
  }

  private Place place(String role, String folder, String keyPrefix) {
    String trimmed = trim(folder);
    String path = isAbsolute(trimmed) ? trimmed : join(trimmed);
    String prefix = role;
    if (path.equals(root)) {
      prefix = "";
    } else if (path.startsWith(root + "/")) {
      prefix = path.substring(root.length() + 1);
    }

    return new Place(path, prefix, "", role, keyPrefix);
  }

  private String join(String relative) {
    return relative.isEmpty() || relative.equals(".") ? root : root + "/" + relative;
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
    while (trimmed.length() > 1 && trimmed.endsWith("/")) {
      trimmed = trimmed.substring(0, trimmed.length() - 1);
    }

    return trimmed;
  }
}
