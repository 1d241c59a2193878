package io.millrace.spark.profile;

import io.millrace.batch.Recipe;
import io.millrace.batch.SampleReader;
import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.rows.SampleRows;
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
  public ItemReader open() {
    return new Reader(SampleReader.of(new HadoopStorage(configuration.value().value()), recipe));
  }

  private record Reader(SampleReader files) implements ItemReader {
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
    }
  }
}
