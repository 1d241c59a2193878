package io.millrace.spark.profile;

import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import java.util.Iterator;
import org.apache.spark.sql.Row;

/**
 * Reads samples as they are stored, pictures as uint8. For one thread. Every problem of the data is
 * a {@link io.millrace.sample.BadSampleException}. Whoever opened it closes it.
 */
public interface ItemReader extends AutoCloseable {
  /** The rows that it was opened for, in their order: files of the next may be on their way. */
  Iterator<Row> rows();

  /** All of a sample. */
  ImageItem read(Row row);

  /** The picture alone, or the frames of a clip. */
  HostTensor picture(Row row);

  @Override
  void close();
}
