package io.millrace.spark;

import io.millrace.batch.PlacedSample;
import io.millrace.batch.Recipe;
import io.millrace.batch.ShardReader;
import io.millrace.item.HostTensor;
import io.millrace.item.Safetensors;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Field;
import io.millrace.sample.Label;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.sample.Split;
import io.millrace.spark.rows.SentStore;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.api.java.UDF6;

/**
 * Reads the picture or the mask of a stored sample: (shard, row, id, label, picture, mask). Null
 * where the data set has no mask for it, or where the sample is bad and the policy is QUARANTINE.
 */
record ReadStoredPixels(SentStore store, Recipe rest, Field field, OnBadSample policy)
    implements UDF6<Integer, Integer, String, Integer, String, String, byte[]> {
  private static final long EPOCH = 0;

  @Override
  public byte[] call(
      Integer shard, Integer row, String id, Integer label, String image, String mask) {
    Map<Field, Source> sources = new EnumMap<>(Field.class);
    sources.put(Field.IMAGE, new Source(image, 0));
    if (mask != null) {
      sources.put(Field.MASK, new Source(mask, 0));
    }

    // neither the category nor the split has a part in the pixels
    Sample sample = new Sample(id, "", Split.TRAIN, "", Label.of(label), sources);
    PlacedSample placed = new PlacedSample(sample, shard, row);
    ShardReader reader = TaskReaders.reader(store, rest);
    try {
      Optional<HostTensor> tensor =
          field == Field.IMAGE
              ? Optional.of(reader.picture(placed, EPOCH))
              : reader.mask(placed, EPOCH);
      return tensor.map(it -> Safetensors.of(field.column(), it).encode()).orElse(null);
    } catch (BadSampleException e) {
      if (policy == OnBadSample.FAIL) {
        throw e;
      }

      return null; // 'millrace verify' lists it
    }
  }
}
