package io.millrace.spark.profile;

import io.millrace.batch.Recipe;
import io.millrace.sample.Split;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/**
 * What is profiled.
 *
 * @param kind {@code files}, or that of a store
 * @param rows each sample once, as {@code items} reads them
 * @param items reads them
 * @param training what is done to training samples as they are stored
 * @param splits whose rows are read; without val those of test are val's too
 */
public record ProfileInput(
    String kind, JavaRDD<Row> rows, OpensItems items, Recipe training, Set<Split> splits) {
  public ProfileInput {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(rows, "rows");
    Objects.requireNonNull(items, "items");
    Objects.requireNonNull(training, "training");
    splits = EnumSet.copyOf(splits);
  }

  /** The subsets that have the rows of test. */
  Set<Split> ofTest() {
    return splits.contains(Split.VAL) ? EnumSet.of(Split.TEST) : EnumSet.of(Split.VAL, Split.TEST);
  }
}
