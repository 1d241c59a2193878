package io.millrace.batch;

import io.millrace.datasets.FileNames;
import io.millrace.sample.PathOrder;
import io.millrace.storage.FileEntry;
import io.millrace.storage.Storage;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** The pictures of a folder that is a video, or that holds the masks of one, in their order. */
final class FrameNames {
  private FrameNames() {}

  /** Lists them. */
  static List<FileEntry> list(Storage storage, String folder) throws IOException {
    return storage.list(folder).stream()
        .filter(file -> !file.folder() && FileNames.isPicture(file.name()))
        .sorted(Comparator.comparing(FileEntry::name, PathOrder.BY_CODE_POINT))
        .toList();
  }
}
