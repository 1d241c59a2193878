package io.millrace.spark;

import io.millrace.batch.VideoScan;
import io.millrace.datasets.FrameLabels;
import io.millrace.decode.Decoding;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Finding;
import io.millrace.sample.FrameRange;
import io.millrace.sample.Reason;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.rows.ClipRows;
import io.millrace.spark.rows.SampleRows;
import java.util.Arrays;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Counts the frames of a video, which its container only claims, and reads the labels of the frames
 * from its masks, or from the user's table where it has none. A video that cannot be read has no
 * frames and a finding.
 */
record ScanVideo(
    Broadcast<SerializableConfiguration> configuration, Decoding decoding, FrameLabels table)
    implements Function<Row, Row> {
  @Override
  public Row call(Row video) {
    if (SampleRows.isBad(video)) {
      return video;
    }

    HadoopStorage storage = new HadoopStorage(configuration.value().value());
    try (VideoScan scan = new VideoScan(storage, decoding)) {
      VideoScan.Facts facts = scan.scan(SampleRows.sample(video));
      boolean listed = facts.labels().length == 0 && table.has(SampleRows.id(video));
      return listed
          ? labelled(video, facts.frames())
          : ClipRows.scanned(video, facts.frames(), facts.labels());
    } catch (BadSampleException e) {
      return bad(video, e.finding());
    }
  }

  private Row labelled(Row video, int frames) {
    byte[] labels = new byte[frames];
    for (FrameRange range : table.of(SampleRows.id(video))) {
      if (range.end() > frames) {
        String detail = "has %d frames but the table of labels names frame %d";
        return SampleRows.bad(
            ClipRows.scanned(video, 0, new byte[0]),
            Reason.FRAMES_MISMATCH,
            detail.formatted(frames, range.end() - 1));
      }

      Arrays.fill(labels, range.first(), range.end(), (byte) 1);
    }

    return ClipRows.scanned(video, frames, labels);
  }

  private static Row bad(Row video, Finding finding) {
    boolean own = finding.path().equals(SampleRows.imagePath(video));
    String detail =
        own ? finding.detail() : "has masks in " + finding.path() + " which " + finding.detail();
    return SampleRows.bad(ClipRows.scanned(video, 0, new byte[0]), finding.reason(), detail);
  }
}
