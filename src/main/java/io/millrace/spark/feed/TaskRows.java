package io.millrace.spark.feed;

import io.millrace.batch.RowReader;
import io.millrace.item.BatchLayout;
import io.millrace.plan.RowRange;
import java.util.Optional;

/** The rows of a task of {@code mapBatches}, before anything is open. */
interface TaskRows {
  /** What every row looks like, if that is known. */
  Optional<BatchLayout> layout();

  /** Bytes outside the heap that its reader will hold beside batches of that size. */
  long readingBytes(int batchSize);

  /** Opens the reader; the caller closes it. */
  RowReader open();

  /** Which of the reader's rows are the task's. */
  RowRange range(RowReader reader);
}
