package io.millrace.spark;

import io.millrace.datasets.FolderVideo;
import java.io.IOException;
import java.nio.file.Path;

/** Draws tiny videos as folders of frames, with masks. */
record DrawnVideos(Path root) {
  private DrawnData data() {
    return new DrawnData(root);
  }

  /** A video of so many frames of noise. */
  DrawnVideos video(String relative, int frames) throws IOException {
    for (int i = 0; i < frames; i++) {
      data().picture("%s/%03d.png".formatted(relative, i));
    }

    return this;
  }

  /** Masks of so many frames, set in the frames of that range alone. */
  DrawnVideos masks(String relative, int frames, int from, int to) throws IOException {
    for (int i = 0; i < frames; i++) {
      int level = i >= from && i < to ? 255 : 0;
      data().mask("%s/%03d.png".formatted(relative, i), DrawnData.SIDE, level);
    }

    return this;
  }

  /**
   * Three videos to train, two to test: frames 3 to 5 of the first are abnormal, none of the other.
   */
  static DrawnVideos usual(Path root) throws IOException {
    return new DrawnVideos(root)
        .video("train/a", 5)
        .video("train/b", 8)
        .video("train/c", 7)
        .video("test/x", 9)
        .video("test/y", 6)
        .masks("masks/x", 9, 3, 6)
        .masks("masks/y", 6, 0, 0);
  }

  /** The data set of {@link #usual}. */
  FolderVideo layout() {
    return FolderVideo.at("drawn", root.toString())
        .normalDir("train")
        .abnormalDir("test")
        .maskDir("masks");
  }
}
