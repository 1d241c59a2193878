package io.millrace.spark.feed;

import io.millrace.sample.BadSampleException;
import io.millrace.sample.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** More samples are bad than a run allows. */
final class TooManyBad {
  private static final int LISTED = 20;

  private TooManyBad() {}

  static BadSampleException of(List<Finding> bad, int maxBad) {
    String list =
        bad.stream().limit(LISTED).map(Finding::sentence).collect(Collectors.joining("\n  "));
    String more = bad.size() > LISTED ? "\n  and " + (bad.size() - LISTED) + " more" : "";
    return new BadSampleException(
        "Cannot train: %d bad samples, and %d are allowed (mend them, or allow more with maxBad):\n  %s%s"
            .formatted(bad.size(), maxBad, list, more),
        bad.get(0));
  }
}
