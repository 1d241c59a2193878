package io.millrace.spark;

import io.millrace.batch.Recipe;
import io.millrace.batch.SampleReader;
import io.millrace.item.HostTensor;
import io.millrace.sample.Field;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.Sample;
import io.millrace.spark.rows.SampleRows;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Reads the picture, the mask or the depth map of a sample, a row of {@link SampleRows#FULL}. What
 * the policy leaves out is listed by the audit of the pixels.
 */
record ReadPixels(
    Broadcast<SerializableConfiguration> configuration,
    Recipe recipe,
    Field field,
    OnBadSample policy)
    implements PixelReading {
  private static final long EPOCH = 0;

  @Override
  public Optional<HostTensor> read(Row row) {
    Sample sample = SampleRows.sample(row);
    SampleReader reader = TaskReaders.files(configuration, recipe);
    return switch (field) {
      case IMAGE -> Optional.of(reader.picture(sample, EPOCH));
      case MASK -> reader.mask(sample, EPOCH);
      case DEPTH -> reader.depth(sample, EPOCH);
    };
  }
}
