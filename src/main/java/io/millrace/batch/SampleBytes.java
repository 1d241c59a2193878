package io.millrace.batch;

import io.millrace.sample.Field;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;

/** Gives the bytes of a sample's files as they were made. Safe for use by several threads. */
@FunctionalInterface
public interface SampleBytes {
  /**
   * All bytes of the file of that field.
   *
   * @throws IOException saying what is wrong with it
   */
  byte[] read(Sample sample, Field field) throws IOException;

  /** The files themselves, wherever their paths lead. */
  static SampleBytes of(Storage storage) {
    return (sample, field) -> {
      Source source =
          sample.source(field).orElseThrow(() -> new FileNotFoundException("it has no " + field));
      return storage.read(source.path(), source.length());
    };
  }
}
