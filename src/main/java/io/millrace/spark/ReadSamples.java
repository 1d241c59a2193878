package io.millrace.spark;

import io.millrace.batch.SamplesAhead;
import io.millrace.decode.Decoding;
import io.millrace.sample.Contents;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.rows.SampleRows;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Decodes picture, mask and depth map of every sample, or every frame of a video: what it is, and
 * what is wrong.
 */
record ReadSamples(
    Broadcast<SerializableConfiguration> configuration,
    Contents contents,
    Decoding decoding,
    LongAccumulator progress)
    implements MapPartitionsFunction<Row, Row> {
  /** What reading a sample tells. */
  static final StructType SCHEMA =
      new StructType()
          .add("sample_id", DataTypes.StringType)
          .add("format", DataTypes.StringType)
          .add("mode", DataTypes.StringType)
          .add("height", DataTypes.IntegerType)
          .add("width", DataTypes.IntegerType)
          .add("depth_type", DataTypes.StringType)
          .add("depth_missing", DataTypes.DoubleType)
          .add("findings", DataTypes.createArrayType(FindingRows.SCHEMA));

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    HadoopStorage storage = new HadoopStorage(configuration.value().value());
    SamplesAhead<Row> ahead = TaskReaders.ahead(storage, rows, SampleRows::sample);
    SampleCheck check = new SampleCheck(ahead, storage, contents, decoding);
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) ended -> check.close());
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(ahead, 0), false)
        .map(row -> row(check, row))
        .iterator();
  }

  private Row row(SampleCheck check, Row sample) {
    SampleCheck.Told told = check.check(SampleRows.sample(sample));
    progress.add(1);
    boolean deep = told.depthMissing() >= 0;
    return RowFactory.create(
        SampleRows.id(sample),
        told.info().format(),
        told.info().mode(),
        told.info().height(),
        told.info().width(),
        deep ? told.depthType() : null,
        deep ? told.depthMissing() : null,
        told.findings().stream().map(FindingRows::row).toArray(Row[]::new));
  }
}
