package io.millrace.batch;

import java.util.Objects;

/**
 * What a loader reads.
 *
 * @param table the samples; the loader closes it
 * @param order in which an epoch visits them
 * @param reader turns a sample into numbers
 * @param recipe what the reader works by
 */
public record LoaderInput(SampleTable table, EpochOrder order, SampleReader reader, Recipe recipe) {
  public LoaderInput {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(order, "order");
    Objects.requireNonNull(reader, "reader");
    Objects.requireNonNull(recipe, "recipe");
  }
}
