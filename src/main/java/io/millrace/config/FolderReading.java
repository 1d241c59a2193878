package io.millrace.config;

import io.millrace.datasets.DepthDirs;
import io.millrace.datasets.Folder;
import io.millrace.datasets.Folder3D;
import io.millrace.datasets.FolderVideo;
import java.util.List;

/** Makes the data sets of users' own folders. */
record FolderReading(Section section) {
  Folder folder() {
    return new Folder(
        section.require(DatasetKeys.NAME, "Folder"),
        section.read(DatasetKeys.OWN_ROOT),
        dirs("Folder"),
        section.read(DatasetKeys.EXTENSIONS));
  }

  FolderVideo folderVideo() {
    return new FolderVideo(
        section.require(DatasetKeys.NAME, "FolderVideo"),
        section.read(DatasetKeys.OWN_ROOT),
        dirs("FolderVideo"),
        section.read(DatasetKeys.LABELS),
        new ClipReading(section).read(1));
  }

  private Folder.Dirs dirs(String owner) {
    return new Folder.Dirs(
        section.require(DatasetKeys.NORMAL_DIR, owner),
        section.read(DatasetKeys.ABNORMAL_DIR),
        section.read(DatasetKeys.NORMAL_TEST_DIR),
        section.read(DatasetKeys.MASK_DIR));
  }

  Folder3D folder3d() {
    return new Folder3D(
        section.require(DatasetKeys.NAME, "Folder3D"),
        section.read(DatasetKeys.OWN_ROOT),
        depthDirs(),
        section.read(DatasetKeys.EXTENSIONS));
  }

  private DepthDirs depthDirs() {
    Key<String> normal = new Key<>(DatasetKeys.NORMAL_DIR.name(), Types.TEXT, "");
    DepthDirs.Classes pictures =
        new DepthDirs.Classes(
            section.require(normal, "Folder3D"),
            section.read(DatasetKeys.single(DatasetKeys.ABNORMAL_DIR)),
            section.read(DatasetKeys.single(DatasetKeys.NORMAL_TEST_DIR)));
    DepthDirs.Classes depth =
        new DepthDirs.Classes(
            section.require(DatasetKeys.NORMAL_DEPTH_DIR, "Folder3D"),
            depth(DatasetKeys.ABNORMAL_DIR, DatasetKeys.ABNORMAL_DEPTH_DIR),
            depth(DatasetKeys.NORMAL_TEST_DIR, DatasetKeys.NORMAL_TEST_DEPTH_DIR));
    return new DepthDirs(pictures, depth, section.read(DatasetKeys.single(DatasetKeys.MASK_DIR)));
  }

  private String depth(Key<List<String>> pictures, Key<String> depth) {
    if (section.given(pictures).isPresent() && section.given(depth).isEmpty()) {
      String text =
          "Missing data.%s: the pictures of data.%s have no depth maps (give their folder)";
      section
          .spot()
          .problems()
          .add(section.position(), text.formatted(depth.name(), pictures.name()));
    }

    return section.read(depth);
  }
}
