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
 * @param snapshotId identity of the table: its order hangs on it
 * @param transform canonical text of all that is done to their pictures, baked or not
 * @param leftOut samples that are in no row, and why
 */
record SplitRows(
    RowReader reader, Chunks chunks, String snapshotId, String transform, List<Finding> leftOut) {
  SplitRows {
    leftOut = List.copyOf(leftOut);
  }
}
