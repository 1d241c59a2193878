package io.millrace.store;

import io.millrace.sample.Field;
import io.millrace.sample.FrameRange;
import io.millrace.sample.Label;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.sample.Split;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * A row of the index: a sample of a split. One that is in two splits has two rows and one place. A
 * part holds the rows of one shard, by split, then by row of the shard.
 *
 * @param split the subset
 * @param row of the shard, from 0
 * @param sampleId path relative to {@code data.root}
 * @param category category of the data set, empty where it has none
 * @param label name of its class
 * @param labelIndex normal, abnormal or unknown
 * @param image the picture's file
 * @param mask the mask's file, {@link FileFacts#NONE} where there is none
 * @param depth the depth map's file, {@link FileFacts#NONE} where there is none
 * @param frames of a clip those of its video, else {@link FrameRange#WHOLE}; its first frame is the
 *     row of the shard, and the others follow it
 * @param videoFrames frames of the whole video, 0 where there is none
 */
public record IndexRow(
    Split split,
    int row,
    String sampleId,
    String category,
    String label,
    Label labelIndex,
    FileFacts image,
    FileFacts mask,
    FileFacts depth,
    FrameRange frames,
    int videoFrames)
    implements Serializable {
  public IndexRow {
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(sampleId, "sampleId");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(labelIndex, "labelIndex");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(mask, "mask");
    Objects.requireNonNull(depth, "depth");
    Objects.requireNonNull(frames, "frames");
  }

  /** A still picture without a depth map. */
  public IndexRow(
      Split split,
      int row,
      String sampleId,
      String category,
      String label,
      Label labelIndex,
      FileFacts image,
      FileFacts mask) {
    this(
        split,
        row,
        sampleId,
        category,
        label,
        labelIndex,
        image,
        mask,
        FileFacts.NONE,
        FrameRange.WHOLE,
        0);
  }

  /** The sample, with the files that it was made of. */
  public Sample sample() {
    Map<Field, Source> sources = new EnumMap<>(Field.class);
    sources.put(Field.IMAGE, image.source(frames, videoFrames));
    if (mask.exists()) {
      sources.put(Field.MASK, mask.source(frames, videoFrames));
    }

    if (depth.exists()) {
      sources.put(Field.DEPTH, depth.source(FrameRange.WHOLE, 0));
    }

    return new Sample(sampleId, category, split, label, labelIndex, sources);
  }

  /** The file of a field, {@link FileFacts#NONE} where there is none. */
  public FileFacts file(Field field) {
    return switch (field) {
      case IMAGE -> image;
      case MASK -> mask;
      case DEPTH -> depth;
    };
  }

  /**
   * A source file as it was when it was read.
   *
   * @param path full path, as it was listed
   * @param length bytes
   * @param modified modification time, milliseconds since 1970-01-01 UTC; 0 where it was not listed
   * @param sha256 of its bytes, 64 hex digits
   * @param codec format of the picture, such as {@code png}
   */
  public record FileFacts(String path, long length, long modified, String sha256, String codec)
      implements Serializable {
    /** No file. */
    public static final FileFacts NONE = new FileFacts("", 0, 0, "", "");

    public FileFacts {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(sha256, "sha256");
      Objects.requireNonNull(codec, "codec");
    }

    /** Where its bytes are. */
    public Source source(FrameRange frames, int videoFrames) {
      return new Source(path, length, frames, videoFrames);
    }

    /** Whether there is a file. */
    public boolean exists() {
      return !path.isEmpty();
    }
  }
}
