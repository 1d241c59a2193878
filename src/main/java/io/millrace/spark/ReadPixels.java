package io.millrace.spark;

import io.millrace.batch.Recipe;
import io.millrace.batch.SampleBytes;
import io.millrace.batch.SampleReader;
import io.millrace.item.HostTensor;
import io.millrace.item.Safetensors;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Field;
import io.millrace.sample.Label;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.sample.Split;
import io.millrace.spark.hadoop.HadoopStorage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.api.java.UDF6;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Reads the picture or the mask of a sample: (id, label, picture, bytes, mask, bytes). Null where
 * the data set has no mask for it, or where the sample is bad and the policy is QUARANTINE.
 */
record ReadPixels(
    Broadcast<SerializableConfiguration> configuration,
    Recipe recipe,
    Field field,
    OnBadSample policy)
    implements UDF6<String, Integer, String, Long, String, Long, byte[]> {
  private static final long EPOCH = 0;

  @Override
  public byte[] call(
      String id, Integer label, String image, Long imageBytes, String mask, Long maskBytes) {
    Map<Field, Source> sources = new EnumMap<>(Field.class);
    sources.put(Field.IMAGE, new Source(image, imageBytes));
    if (mask != null) {
      sources.put(Field.MASK, new Source(mask, maskBytes));
    }

    // neither the category nor the split has a part in the pixels
    Sample sample = new Sample(id, "", Split.TRAIN, "", Label.of(label), sources);
    HadoopStorage storage = new HadoopStorage(configuration.value().value());
    SampleReader reader = new SampleReader(SampleBytes.of(storage), recipe);
    try {
      Optional<HostTensor> tensor =
          field == Field.IMAGE
              ? Optional.of(reader.picture(sample, EPOCH))
              : reader.mask(sample, EPOCH);
      return tensor.map(it -> Safetensors.of(field.column(), it).encode()).orElse(null);
    } catch (BadSampleException e) {
      if (policy == OnBadSample.FAIL) {
        throw e;
      }

      return null; // the audit of the pixels lists it
    }
  }
}
