package io.millrace.spark.feed;

import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/** A task over rows that have their pictures with them: see {@link StackedRows}. */
record ColumnsTask(MapCall call) implements FlatMapFunction<Iterator<Row>, Row> {
  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    TaskContext task = TaskContext.get();
    CalledFunction function = CalledFunction.open(call, task);
    task.addTaskCompletionListener((TaskCompletionListener) ended -> function.close());
    return new StackedRows(rows, function);
  }
}
