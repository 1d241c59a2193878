package io.millrace.spark;

import io.millrace.batch.RowReader;
import io.millrace.plan.Chunks;
import io.millrace.sample.Finding;
import java.util.List;

/**
 * The samples of a split, ready to be read by ordinal.
 *
 * @param reader gives them; whoever asked closes it
 * @param chunks those that are read together
 * @param identity of the table
 * @param leftOut samples that are in no row, and why
 */
record SplitRows(
    RowReader reader, Chunks chunks, TrainStart.Identity identity, List<Finding> leftOut) {
  SplitRows {
    leftOut = List.copyOf(leftOut);
  }
}
