package io.millrace.spark.profile;

import io.millrace.report.profile.Twins;
import io.millrace.report.twins.Candidate;
import java.util.Comparator;

/** Two pictures that are twins, by their places, with their distance. */
record Twin(Twins.Kind kind, Candidate pair, double distance) {
  /** The nearest first; places decide between equals. */
  static final Comparator<Twin> NEAREST =
      Comparator.comparingDouble(Twin::distance).thenComparingInt(twin -> twin.pair.later());
}
