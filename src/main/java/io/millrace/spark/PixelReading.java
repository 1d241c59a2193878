package io.millrace.spark;

import io.millrace.item.HostTensor;
import io.millrace.item.Safetensors;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Field;
import io.millrace.sample.Finding;
import io.millrace.sample.OnBadSample;
import io.millrace.spark.rows.SampleRows;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;

/**
 * Reads one field of a sample's row: safetensors, null where the data set has none for it, or where
 * the sample is bad and the policy is QUARANTINE.
 */
interface PixelReading extends UDF1<Row, byte[]> {
  /** What is read. */
  Field field();

  /** What happens to a sample that cannot be read. */
  OnBadSample policy();

  /**
   * Reads it, whatever the policy is.
   *
   * @throws BadSampleException if the sample cannot be read
   */
  Optional<HostTensor> read(Row row);

  /** What is there, by the policy. */
  default Optional<HostTensor> tensor(Row row) {
    try {
      if (SampleRows.isBad(row)) {
        throw bad(SampleRows.found(row));
      }

      return read(row);
    } catch (BadSampleException e) {
      if (policy() == OnBadSample.FAIL) {
        throw e;
      }

      return Optional.empty();
    }
  }

  private BadSampleException bad(Finding finding) {
    return new BadSampleException(
        "Cannot read %s of sample %s: %s".formatted(field(), finding.sampleId(), finding.message()),
        finding);
  }

  /** A tensor of that field as it stands in a cell. */
  default byte[] encoded(HostTensor tensor) {
    return Safetensors.of(field().column(), tensor).encode();
  }

  @Override
  default byte[] call(Row row) {
    return tensor(row).map(this::encoded).orElse(null);
  }
}
