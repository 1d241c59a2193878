package io.millrace.spark;

import io.millrace.batch.VideoScan;
import io.millrace.decode.Limits;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Finding;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.rows.SampleRows;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Counts the frames of a video, which its container only claims, and reads its masks for the labels
 * of the frames. A video that cannot be read has no frames and a finding.
 */
record ScanVideo(Broadcast<SerializableConfiguration> configuration, Limits limits)
    implements Function<Row, Row> {
  @Override
  public Row call(Row video) {
    HadoopStorage storage = new HadoopStorage(configuration.value().value());
    try (VideoScan scan = new VideoScan(storage, limits)) {
      VideoScan.Facts facts = scan.scan(SampleRows.sample(video));
      return SampleRows.scanned(video, facts.frames(), facts.labels());
    } catch (BadSampleException e) {
      Finding finding = e.finding();
      boolean own = finding.path().equals(SampleRows.imagePath(video));
      String detail =
          own ? finding.detail() : "has masks in " + finding.path() + " which " + finding.detail();
      return SampleRows.bad(SampleRows.scanned(video, 0, new byte[0]), finding.reason(), detail);
    }
  }
}
