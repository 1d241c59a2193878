package io.millrace.datasets;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of files: suffixes, stems, and the junk that desktops leave behind. */
public final class FileNames {
  private static final Set<String> JUNK = Set.of("thumbs.db", "desktop.ini", "__macosx");
  private static final List<String> MASK_ENDINGS = List.of("_mask", "_gt", "_label", "_seg");

  private FileNames() {}

  /**
   * Whether a file or folder is hidden or junk: {@code .DS_Store}, {@code ._x}, {@code Thumbs.db},
   * {@code __MACOSX}.
   */
  public static boolean isJunk(String name) {
    return name.startsWith(".") || JUNK.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether a file is a picture, by its suffix in any case; hidden files are none. */
  public static boolean isPicture(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !isJunk(name) && Folder.DEFAULT_EXTENSIONS.stream().anyMatch(lower::endsWith);
  }

  /** The path without the suffix of its last component. */
  static String stem(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
  }

  /** Whether a path ends with one of those suffixes, in any case; they are in lower case. */
  static boolean endsWith(String path, List<String> suffixes) {
    String lower = path.toLowerCase(Locale.ROOT);
    return suffixes.stream().anyMatch(lower::endsWith);
  }

  /** The folder of a path; empty where it has none. */
  static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** The last component of a path. */
  static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Keys of a mask: its whole stem, and the stem without an ending such as {@code _mask}. */
  static List<String> maskKeys(String stem) {
    for (String ending : MASK_ENDINGS) {
      if (stem.endsWith(ending) && !stem.endsWith("/" + ending)) {
        return List.of(stem, stem.substring(0, stem.length() - ending.length()));
      }
    }

    return List.of(stem);
  }
}
