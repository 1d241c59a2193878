package io.millrace.report.measure;

import io.millrace.report.profile.Example;
import io.millrace.sample.Sample;
import io.millrace.sample.Split;
import java.util.Objects;
import java.util.Set;

/**
 * A sample that is measured.
 *
 * @param splits all subsets that have it
 * @param hash of its id, by which examples are chosen
 */
public record Subject(Sample sample, Set<Split> splits, long hash) {
  public Subject {
    Objects.requireNonNull(sample, "sample");
    splits = Set.copyOf(splits);
  }

  /** Which sample it is. */
  public Example.Title title() {
    return new Example.Title(
        sample.id(), sample.category(), sample.split(), sample.label(), sample.labelIndex());
  }
}
