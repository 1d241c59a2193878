package io.millrace.spark.job;

import io.millrace.sample.Finding;
import io.millrace.store.Snapshot.LeftOut;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;

/**
 * Lets through the samples that were not found bad; their id is the first column.
 *
 * @param bad ids
 */
public record LeaveOut(List<String> bad) implements Function<Row, Boolean> {
  public LeaveOut {
    bad = List.copyOf(bad);
  }

  @Override
  public Boolean call(Row row) {
    return !bad.contains(row.getString(0));
  }

  /** The samples of these findings, as a snapshot lists them, each once. */
  public static List<LeftOut> samples(List<Finding> findings) {
    Map<String, LeftOut> samples = new LinkedHashMap<>();
    for (Finding finding : findings) {
      if (!finding.sampleId().isEmpty()) {
        samples.putIfAbsent(finding.sampleId(), ShardBaker.leftOut(finding, ""));
      }
    }

    return List.copyOf(samples.values());
  }
}
