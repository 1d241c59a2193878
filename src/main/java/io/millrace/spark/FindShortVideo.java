package io.millrace.spark;

import io.millrace.sample.Clips;
import io.millrace.sample.Finding;
import io.millrace.sample.Reason;
import io.millrace.spark.rows.ClipRows;
import io.millrace.spark.rows.SampleRows;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/** Finds a video that is shorter than a clip: it has no sample, and no error either. */
record FindShortVideo(Clips clips) implements FlatMapFunction<Row, Row> {
  @Override
  public Iterator<Row> call(Row video) {
    int frames = ClipRows.videoFrames(video);
    if (SampleRows.isBad(video) || clips.count(frames) > 0) {
      return List.<Row>of().iterator();
    }

    Finding finding =
        new Finding(
            Reason.SHORT_VIDEO,
            SampleRows.id(video),
            SampleRows.imagePath(video),
            "has %d frames, fewer than a clip of %d".formatted(frames, clips.length()));
    return List.of(FindingRows.row(finding)).iterator();
  }
}
