package io.millrace.feed;

import io.millrace.sample.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a run of ranks has done.
 *
 * @param ranks by rank
 * @param retries generations that were lost before the last one
 * @param bad samples that could not be read, each once, by sample id
 * @param <R> kind of the results
 */
public record FeedReport<R>(List<RankReport<R>> ranks, int retries, List<Finding> bad) {
  /** Above that share of waiting the report says what is short. */
  private static final double SHORT = 0.05;

  public FeedReport {
    ranks = List.copyOf(ranks);
    bad = bad.stream().sorted(Comparator.comparing(Finding::sampleId)).toList();
  }

  /** The results, by rank. */
  public List<R> results() {
    return ranks.stream().map(RankReport::result).toList();
  }

  /** What is short, in a sentence. */
  public String verdict() {
    RankReport<R> slowest =
        ranks.stream()
            .max(Comparator.comparingDouble(rank -> rank.figures().waitingShare()))
            .orElseThrow();
    RankFigures figures = slowest.figures();
    if (figures.waitingShare() < SHORT) {
      return "No rank waits for data.";
    }

    boolean reading = figures.reading() > figures.decoding();
    return String.format(
        Locale.ROOT,
        "Rank %d waits for data %.0f %% of its time: %s",
        slowest.rank(),
        100 * figures.waitingShare(),
        reading
            ? "reading is short (a store, or a cache_dir on a local disk)."
            : "decoding is short (more cores a rank, or 'millrace prepare' a store of tensors).");
  }
}
