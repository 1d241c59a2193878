package io.millrace.spark;

import io.millrace.sample.Clips;
import io.millrace.sample.Label;
import io.millrace.spark.rows.ClipRows;
import io.millrace.spark.rows.SampleRows;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/** Cuts a video into the rows of its clips; one with a finding stays one row, which says so. */
record CutClips(Clips clips) implements FlatMapFunction<Row, Row> {
  /** How many rows a video becomes. */
  int rows(Row video) {
    return SampleRows.isBad(video) ? 1 : clips.count(ClipRows.videoFrames(video));
  }

  @Override
  public Iterator<Row> call(Row video) {
    if (SampleRows.isBad(video)) {
      return Stream.of(video).iterator();
    }

    byte[] labels = ClipRows.frameLabels(video);
    return IntStream.range(0, rows(video))
        .mapToObj(k -> ClipRows.clip(video, clips.clip(k), label(video, labels, k)))
        .iterator();
  }

  /** That of its target frames, where it is known; a training video's is its folder's. */
  private Label label(Row video, byte[] labels, int k) {
    return labels.length == 0
        ? SampleRows.label(video)
        : clips.label(k, frame -> labels[frame] != 0);
  }
}
