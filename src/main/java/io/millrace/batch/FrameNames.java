package io.millrace.batch;

import io.millrace.datasets.FileNames;
import io.millrace.datasets.Folder;
import io.millrace.sample.PathOrder;
import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import io.millrace.storage.FileEntry;
import io.millrace.storage.Storage;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The pictures of a folder that is a video, or that holds the masks of one, in their order. */
final class FrameNames {
  private FrameNames() {}

  /**
   * Lists them again.
   *
   * @throws UnreadableException if they are not as many as were listed before
   */
  static List<FileEntry> list(Storage storage, String folder, int frames) throws IOException {
    List<FileEntry> files =
        storage.list(folder).stream()
            .filter(file -> !file.folder() && isPicture(file.name()))
            .sorted(Comparator.comparing(FileEntry::name, PathOrder.BY_CODE_POINT))
            .toList();
    if (files.size() != frames) {
      throw new UnreadableException(
          Reason.CHANGED, "has %d pictures, not %d as listed".formatted(files.size(), frames));
    }

    return files;
  }

  private static boolean isPicture(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !FileNames.isJunk(name) && Folder.DEFAULT_EXTENSIONS.stream().anyMatch(lower::endsWith);
  }
}
