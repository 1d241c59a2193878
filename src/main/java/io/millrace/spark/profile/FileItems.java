package io.millrace.spark.profile;

import io.millrace.batch.Recipe;
import io.millrace.batch.SampleReader;
import io.millrace.batch.SamplesAhead;
import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.rows.SampleRows;
import java.util.Iterator;
import java.util.function.UnaryOperator;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Reads the samples' own files.
 *
 * @param recipe by {@link OpensItems#stored}
 */
public record FileItems(Broadcast<SerializableConfiguration> configuration, Recipe recipe)
    implements OpensItems {
  private static final long EPOCH = 0;

  @Override
  public ItemReader open(Iterator<Row> rows, UnaryOperator<Row> sample) {
    HadoopStorage storage = new HadoopStorage(configuration.value().value());
    SamplesAhead<Row> ahead =
        new SamplesAhead<>(
            rows, row -> SampleRows.sample(sample.apply(row)), storage, HadoopStorage.READS_A_CORE);
    return new Reader(ahead, SampleReader.of(storage, ahead, recipe));
  }

  private record Reader(SamplesAhead<Row> rows, SampleReader files) implements ItemReader {
    @Override
    public ImageItem read(Row row) {
      return files.read(SampleRows.sample(row), EPOCH);
    }

    @Override
    public HostTensor picture(Row row) {
      return files.picture(SampleRows.sample(row), EPOCH);
    }

    @Override
    public void close() {
      files.close();
      rows.close();
    }
  }
}
