package io.millrace.spark;

import io.millrace.sample.Clips;
import io.millrace.sample.Finding;
import io.millrace.sample.Reason;
import io.millrace.sample.Split;
import io.millrace.spark.rows.ClipRows;
import io.millrace.spark.rows.SampleRows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/**
 * Finds what is odd in a video but no error: it is shorter than a clip, so that it has no sample;
 * it lies among those for training but the user's table calls frames of it abnormal.
 */
record FindOddVideo(Clips clips) implements FlatMapFunction<Row, Row> {
  @Override
  public Iterator<Row> call(Row video) {
    if (SampleRows.isBad(video)) {
      return List.<Row>of().iterator();
    }

    List<Row> findings = new ArrayList<>();
    int frames = ClipRows.videoFrames(video);
    if (clips.count(frames) == 0) {
      String detail = "has %d frames, fewer than a clip of %d".formatted(frames, clips.length());
      findings.add(finding(video, Reason.SHORT_VIDEO, detail));
    }

    int abnormal = abnormal(ClipRows.frameLabels(video));
    if (abnormal > 0 && SampleRows.split(video) == Split.TRAIN) {
      String detail = "is for training but %d frames of it are labelled abnormal";
      findings.add(finding(video, Reason.ABNORMAL_TRAINING, detail.formatted(abnormal)));
    }

    return findings.iterator();
  }

  private static int abnormal(byte[] labels) {
    int count = 0;
    for (byte label : labels) {
      count += label;
    }

    return count;
  }

  private static Row finding(Row video, Reason reason, String detail) {
    String path = SampleRows.imagePath(video);
    return FindingRows.row(new Finding(reason, SampleRows.id(video), path, detail));
  }
}
