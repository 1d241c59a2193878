package io.millrace.report.profile;

import java.util.List;

/**
 * How often values fall between edges: bin i holds those from edge i up to edge i + 1; what lies
 * outside is in the first or the last bin.
 *
 * @param edges one more than counts, rising
 * @param counts of the bins
 */
public record Histogram(List<Double> edges, List<Long> counts) {
  public Histogram {
    edges = List.copyOf(edges);
    counts = List.copyOf(counts);
    if (edges.size() != counts.size() + 1) {
      throw new IllegalArgumentException(
          "Invalid histogram: %d edges for %d bins (must be one more)"
              .formatted(edges.size(), counts.size()));
    }
  }
}
