package io.millrace.spark;

import io.millrace.batch.Recipe;
import io.millrace.batch.SampleReader;
import io.millrace.item.HostTensor;
import io.millrace.item.Safetensors;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Field;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.Sample;
import io.millrace.spark.rows.SampleRows;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Reads the picture, the mask or the depth map of a sample, a row of {@link SampleRows#FULL}. Null
 * where the data set has none for it, or where the sample is bad and the policy is QUARANTINE.
 */
record ReadPixels(
    Broadcast<SerializableConfiguration> configuration,
    Recipe recipe,
    Field field,
    OnBadSample policy)
    implements UDF1<Row, byte[]> {
  private static final long EPOCH = 0;

  @Override
  public byte[] call(Row row) {
    Sample sample = SampleRows.sample(row);
    SampleReader reader = TaskReaders.files(configuration, recipe);
    try {
      Optional<HostTensor> tensor =
          switch (field) {
            case IMAGE -> Optional.of(reader.picture(sample, EPOCH));
            case MASK -> reader.mask(sample, EPOCH);
            case DEPTH -> reader.depth(sample, EPOCH);
          };
      return tensor.map(it -> Safetensors.of(field.column(), it).encode()).orElse(null);
    } catch (BadSampleException e) {
      if (policy == OnBadSample.FAIL) {
        throw e;
      }

      return null; // the audit of the pixels lists it
    }
  }
}
