package io.millrace.batch;

import java.util.Objects;

/**
 * What a loader reads.
 *
 * @param rows the samples; the loader closes them
 * @param order which of them make which batch
 */
public record LoaderInput(RowReader rows, EpochOrder order) {
  public LoaderInput {
    Objects.requireNonNull(rows, "rows");
    Objects.requireNonNull(order, "order");
  }
}
