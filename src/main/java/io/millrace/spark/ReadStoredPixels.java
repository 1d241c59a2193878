package io.millrace.spark;

import io.millrace.batch.PlacedSample;
import io.millrace.batch.Recipe;
import io.millrace.batch.ShardReader;
import io.millrace.item.HostTensor;
import io.millrace.sample.Field;
import io.millrace.sample.OnBadSample;
import io.millrace.spark.rows.SampleRows;
import io.millrace.spark.rows.SentStore;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * Reads the picture, the mask or the depth map of a stored sample, a row of {@link
 * ReadIndexPart#SCHEMA}. What the policy leaves out is listed by 'millrace verify'.
 *
 * @param read the fields that are read of a chunk for it, by one reader for all that name the same
 */
record ReadStoredPixels(
    SentStore store, Recipe rest, Field field, Set<Field> read, OnBadSample policy)
    implements PixelReading {
  private static final long EPOCH = 0;
  private static final int SHARD = ReadIndexPart.SCHEMA.fieldIndex("shard");

  @Override
  public Optional<HostTensor> read(Row row) {
    PlacedSample placed =
        new PlacedSample(SampleRows.sample(row), row.getInt(SHARD), row.getInt(SHARD + 1));
    ShardReader reader = TaskReaders.reader(store, rest, read);
    return switch (field) {
      case IMAGE -> Optional.of(reader.picture(placed, EPOCH));
      case MASK -> reader.mask(placed, EPOCH);
      case DEPTH -> reader.depth(placed, EPOCH);
    };
  }
}
