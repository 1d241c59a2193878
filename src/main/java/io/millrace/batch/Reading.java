package io.millrace.batch;

import io.millrace.sample.BadSampleException;
import io.millrace.sample.Field;
import io.millrace.sample.Finding;
import io.millrace.sample.Reason;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import java.io.IOException;
import java.util.Optional;

/** The reading of one field of one sample, whose failure becomes a finding about its file. */
interface Reading<T> {
  T read() throws IOException;

  /** Reads it. */
  static <T> T of(Sample sample, Field field, Reading<T> reading) {
    Optional<Source> source = sample.source(field);
    if (source.isEmpty()) {
      throw new BadSampleException(field, missing(sample, field), null);
    }

    try {
      return reading.read();
    } catch (IOException e) {
      throw new BadSampleException(field, Finding.of(e, sample.id(), source.get().path()), e);
    }
  }

  private static Finding missing(Sample sample, Field field) {
    String path = sample.image().path();
    return field == Field.DEPTH
        ? new Finding(Reason.MISSING_DEPTH, sample.id(), path, "has no depth map")
        : new Finding(Reason.MISSING_MASK, sample.id(), path, "is abnormal and has no mask");
  }
}
