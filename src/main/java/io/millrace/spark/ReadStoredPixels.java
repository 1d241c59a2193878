package io.millrace.spark;

import io.millrace.batch.PlacedSample;
import io.millrace.batch.Recipe;
import io.millrace.batch.ShardReader;
import io.millrace.item.HostTensor;
import io.millrace.item.Safetensors;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Field;
import io.millrace.sample.OnBadSample;
import io.millrace.spark.rows.SampleRows;
import io.millrace.spark.rows.SentStore;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;

/**
 * Reads the picture, the mask or the depth map of a stored sample, a row of {@link
 * ReadIndexPart#SCHEMA}. Null where the data set has none for it, or where the sample is bad and
 * the policy is QUARANTINE.
 */
record ReadStoredPixels(SentStore store, Recipe rest, Field field, OnBadSample policy)
    implements UDF1<Row, byte[]> {
  private static final long EPOCH = 0;
  private static final int SHARD = ReadIndexPart.SCHEMA.fieldIndex("shard");

  @Override
  public byte[] call(Row row) {
    PlacedSample placed =
        new PlacedSample(SampleRows.sample(row), row.getInt(SHARD), row.getInt(SHARD + 1));
    ShardReader reader = TaskReaders.reader(store, rest);
    try {
      Optional<HostTensor> tensor =
          switch (field) {
            case IMAGE -> Optional.of(reader.picture(placed, EPOCH));
            case MASK -> reader.mask(placed, EPOCH);
            case DEPTH -> reader.depth(placed, EPOCH);
          };
      return tensor.map(it -> Safetensors.of(field.column(), it).encode()).orElse(null);
    } catch (BadSampleException e) {
      if (policy == OnBadSample.FAIL) {
        throw e;
      }

      return null; // 'millrace verify' lists it
    }
  }
}
