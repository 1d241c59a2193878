package io.millrace.spark.feed;

import io.millrace.batch.FileRows;
import io.millrace.batch.Recipe;
import io.millrace.batch.RowReader;
import io.millrace.batch.StoredTable.StoredRow;
import io.millrace.item.BatchLayout;
import io.millrace.plan.RowRange;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.rows.SampleRows;
import io.millrace.spark.rows.SpooledTable;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/** A task over samples whose pictures and masks are files: rows of {@code SampleRows.FULL}. */
record FilesTask(MapCall call, Broadcast<SerializableConfiguration> configuration, Recipe recipe)
    implements FlatMapFunction<Iterator<Row>, Row> {
  @Override
  public Iterator<Row> call(Iterator<Row> samples) {
    return samples.hasNext() ? MapTask.run(call, new Files(this, samples)) : samples;
  }

  private record Files(FilesTask task, Iterator<Row> samples) implements TaskRows {
    @Override
    public Optional<BatchLayout> layout() {
      return task.recipe.layout();
    }

    /** Files are read into the heap. */
    @Override
    public long readingBytes(int batchSize) {
      return 0;
    }

    @Override
    public RowReader open() {
      SpooledTable table =
          SpooledTable.of(
              StreamSupport.stream(Spliterators.spliteratorUnknownSize(samples, 0), false)
                  .map(row -> new StoredRow(SampleRows.sample(row), 0))
                  .iterator());
      return new FileRows(
          table, new HadoopStorage(task.configuration.value().value()), task.recipe);
    }

    @Override
    public RowRange range(RowReader reader) {
      return new RowRange(0, reader.size());
    }
  }
}
