package io.millrace.feed;

import io.millrace.sample.Finding;
import java.util.List;
import java.util.Objects;

/**
 * One rank of a run that has ended.
 *
 * @param host where its last generation ran
 * @param bad samples that it could not read, each once, by sample id
 * @param result what its program gave
 * @param <R> kind of the result
 */
public record RankReport<R>(
    int rank, String host, Device device, RankFigures figures, List<Finding> bad, R result) {
  public RankReport {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(figures, "figures");
    bad = List.copyOf(bad);
  }
}
