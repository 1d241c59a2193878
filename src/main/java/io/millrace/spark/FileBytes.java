package io.millrace.spark;

import io.millrace.sample.Field;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.spark.rows.RowBlocks;
import io.millrace.spark.rows.SampleRows;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** How many bytes of files are read for the pixels of a row of {@link SampleRows#FULL}. */
record FileBytes(List<Field> fields) implements Serializable {
  FileBytes {
    fields = List.copyOf(fields);
  }

  /** At least 1, so that no two rows are at one offset. */
  long of(Row row) {
    Sample sample = SampleRows.sample(row);
    return 1
        + fields.stream()
            .map(sample::source)
            .flatMap(Optional::stream)
            .mapToLong(FileBytes::of)
            .sum();
  }

  /** Of a clip its share of the video. */
  private static long of(Source source) {
    return source.frames().isVideo()
        ? source.length() / source.videoFrames() * source.frames().count()
        : source.length();
  }

  /** The sum over a partition. */
  record Sum(FileBytes bytes) implements FlatMapFunction<Iterator<Row>, Long> {
    @Override
    public Iterator<Long> call(Iterator<Row> rows) {
      long sum = 0;
      while (rows.hasNext()) {
        sum += bytes.of(rows.next());
      }

      return List.of(sum).iterator();
    }
  }

  /**
   * Every row as {@link RowBlocks#bytes}, by its offset.
   *
   * @param starts the offset of each partition's first row
   */
  record Offsets(FileBytes bytes, List<Long> starts)
      implements Function2<Integer, Iterator<Row>, Iterator<Tuple2<Long, byte[]>>> {
    @Override
    public Iterator<Tuple2<Long, byte[]>> call(Integer partition, Iterator<Row> rows) {
      AtomicLong offset = new AtomicLong(starts.get(partition));
      return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
          .map(row -> new Tuple2<>(offset.getAndAdd(bytes.of(row)), RowBlocks.bytes(row)))
          .iterator();
    }
  }
}
