package io.millrace.spark;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.sort_array;

import io.millrace.batch.SamplesAhead;
import io.millrace.sample.Field;
import io.millrace.sample.Label;
import io.millrace.sample.Reason;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.sample.Split;
import io.millrace.spark.hadoop.HadoopStorage;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Finds pictures that are in train and in another subset with the same bytes under other names:
 * equal sizes first, then hashes, so that few files are read.
 */
record SameBytes(Dataset<Row> samples, Broadcast<SerializableConfiguration> configuration) {
  private static final int NAMES = 3; // of the training pictures, in the message

  Dataset<Row> findings() {
    Dataset<Row> pictures =
        samples.select(
            col("sample_id"),
            col("image_path"),
            col("image_bytes"),
            col("split").equalTo(Split.TRAIN.text()).as("in_train"));
    Dataset<Row> shared = onBothSides(pictures, "image_bytes");
    Dataset<Row> train =
        hashed(shared.where(col("in_train")))
            .groupBy("hash")
            .agg(slice(sort_array(collect_set("sample_id")), 1, NAMES).as("trained"));
    Dataset<Row> both =
        hashed(shared.where(col("in_train").equalTo(false)).dropDuplicates("sample_id"))
            .join(train, "hash");
    Column detail =
        concat(
            lit("has the same bytes as the training picture "), array_join(col("trained"), ", "));
    return FindingRows.of(both, Reason.SAME_BYTES, col("image_path"), detail);
  }

  private static Dataset<Row> onBothSides(Dataset<Row> pictures, String by) {
    Dataset<Row> shared =
        pictures
            .groupBy(by)
            .agg(min("in_train").as("least"), max("in_train").as("most"))
            .where(col("most").and(col("least").equalTo(false)))
            .select(by);
    return pictures.join(shared, by);
  }

  private Dataset<Row> hashed(Dataset<Row> pictures) {
    return pictures
        .select("sample_id", "image_path", "image_bytes")
        .mapPartitions(new HashFiles(configuration), Encoders.row(HashFiles.SCHEMA))
        .where(col("hash").isNotNull());
  }

  /**
   * Adds the SHA-256 of a file to its sample's id and its path; null where it cannot be read, which
   * the audit says elsewhere.
   */
  record HashFiles(Broadcast<SerializableConfiguration> configuration)
      implements MapPartitionsFunction<Row, Row> {
    static final StructType SCHEMA =
        new StructType()
            .add("sample_id", DataTypes.StringType)
            .add("image_path", DataTypes.StringType)
            .add("hash", DataTypes.BinaryType);

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      HadoopStorage storage = new HadoopStorage(configuration.value().value());
      SamplesAhead<Row> ahead = TaskReaders.ahead(storage, rows, HashFiles::sample);
      return StreamSupport.stream(Spliterators.spliteratorUnknownSize(ahead, 0), false)
          .map(row -> RowFactory.create(row.getString(0), row.getString(1), hash(ahead, row)))
          .iterator();
    }

    private static Sample sample(Row row) {
      Source image = new Source(row.getString(1), row.getLong(2));
      return new Sample(
          row.getString(0), "", Split.TRAIN, "", Label.UNKNOWN, Map.of(Field.IMAGE, image));
    }

    private static byte[] hash(SamplesAhead<Row> files, Row row) {
      try {
        byte[] bytes = files.read(sample(row), Field.IMAGE);
        return MessageDigest.getInstance("SHA-256").digest(bytes);
      } catch (IOException e) {
        return null;
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Missing SHA-256: every Java platform must have it", e);
      }
    }
  }
}
