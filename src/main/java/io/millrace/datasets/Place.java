package io.millrace.datasets;

import java.io.Serializable;
import java.util.Objects;

/**
 * One folder to list, with all that is below it.
 *
 * @param folder full path
 * @param prefix what a sample's id has before the path relative to {@code folder}; may be empty
 * @param category category of its samples, empty where there are none
 * @param role what the folder holds, in the words of the layout, such as {@code abnormal}
 * @param keyPrefix begins the keys of its files, so that unrelated folders never meet
 */
public record Place(String folder, String prefix, String category, String role, String keyPrefix)
    implements Serializable {
  public Place {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(prefix, "prefix");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(keyPrefix, "keyPrefix");
  }

  /** The id of a file below the folder. */
  public String id(String relative) {
    return prefix.isEmpty() ? relative : prefix + "/" + relative;
  }

  /** The same place on another path, such as one that names its file system. */
  public Place at(String other) {
    return new Place(other, prefix, category, role, keyPrefix);
  }

  /** A folder's path without the slashes that end it; {@code /} stays. */
  static String trimmed(String path) {
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }

    return path.substring(0, end);
  }

  /** The path of something below a folder; below the working directory where that is empty. */
  static String join(String folder, String name) {
    return folder.isEmpty() || folder.endsWith("/") ? folder + name : folder + "/" + name;
  }
}
