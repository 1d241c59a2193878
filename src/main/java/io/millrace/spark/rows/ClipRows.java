package io.millrace.spark.rows;

import io.millrace.sample.FrameRange;
import io.millrace.sample.Label;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows of {@link SampleRows#FULL} that are videos, and what they become: clips. */
public final class ClipRows {
  private static final int LABEL = SampleRows.FULL.fieldIndex("label");
  private static final int FIRST_FRAME = SampleRows.FULL.fieldIndex("first_frame");
  private static final int FRAMES = SampleRows.FULL.fieldIndex("frames");
  private static final int VIDEO_FRAMES = SampleRows.FULL.fieldIndex("video_frames");
  private static final int FRAME_LABELS = SampleRows.FULL.fieldIndex("frame_labels");

  private ClipRows() {}

  /**
   * The row of a video once it has been looked at.
   *
   * @param frames how many it has
   * @param labels a byte a frame, 1 where it is abnormal; none where that is not known
   */
  public static Row scanned(Row row, int frames, byte[] labels) {
    Object[] values = SampleRows.values(row);
    values[VIDEO_FRAMES] = frames;
    values[FRAME_LABELS] = labels.length == 0 ? null : labels;
    return RowFactory.create(values);
  }

  /** The row of a clip of a video. */
  public static Row clip(Row video, FrameRange frames, Label label) {
    Object[] values = SampleRows.values(video);
    values[0] = clipId(SampleRows.id(video), frames.first());
    values[FIRST_FRAME] = frames.first();
    values[FRAMES] = frames.count();
    values[FRAME_LABELS] = null;
    values[LABEL] = labelText(video.getString(LABEL), SampleRows.label(video), label);
    values[LABEL + 1] = label.index();

    return RowFactory.create(values);
  }

  /** The label's name of a clip: its video's, unless its own frames say something else. */
  public static String labelText(String video, Label ofVideo, Label ofClip) {
    return ofClip == ofVideo ? video : ofClip.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The id of the clip that begins at a frame: in path order those of a video follow each other.
   */
  public static String clipId(String videoId, int first) {
    return "%s#%06d".formatted(videoId, first);
  }

  /** A byte a frame, 1 where it is abnormal; none where that is not known. */
  public static byte[] frameLabels(Row row) {
    return row.isNullAt(FRAME_LABELS) ? new byte[0] : row.getAs(FRAME_LABELS);
  }

  /** Frames of the video; 0 of a picture, or where the video could not be read. */
  public static int videoFrames(Row row) {
    return row.isNullAt(VIDEO_FRAMES) ? 0 : row.getInt(VIDEO_FRAMES);
  }
}
