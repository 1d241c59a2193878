package io.millrace.spark.feed;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** All ranks in one line. */
final class ProgressLine {
  private ProgressLine() {}

  static String of(Collection<RankStatus> ranks) {
    long first = ranks.stream().mapToLong(rank -> rank.stand().globalStep()).min().orElse(0);
    long last = ranks.stream().mapToLong(rank -> rank.stand().globalStep()).max().orElse(0);
    long epoch = ranks.stream().mapToLong(rank -> rank.stand().epoch()).max().orElse(0);
    double rate = ranks.stream().mapToDouble(rank -> rank.figures().imagesPerSecond()).sum();
    double waiting =
        ranks.stream().mapToDouble(rank -> rank.figures().waitingShare()).max().orElse(0);
    String shown =
        ranks.iterator().next().shown().entrySet().stream()
            .map(each -> String.format(Locale.ROOT, ", %s %.4g", each.getKey(), each.getValue()))
            .collect(Collectors.joining());
    return String.format(
        Locale.ROOT,
        "epoch %d, step %s, %d ranks, %.0f images/s, waiting for data %.0f %%%s",
        epoch,
        first == last ? Long.toString(last) : first + " to " + last,
        ranks.size(),
        rate,
        100 * waiting,
        shown);
  }
}
