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
import static org.apache.spark.sql.functions.udf;

import io.millrace.sample.Reason;
import io.millrace.sample.Split;
import io.millrace.spark.hadoop.HadoopStorage;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Finds pictures that are in train and in another subset with the same bytes under other names:
 * equal sizes first, then hashes, so that few files are read.
 */
record SameBytes(Dataset<Row> samples, Broadcast<SerializableConfiguration> configuration) {
  private static final int NAMES = 3; // of the training pictures, in the message

  Dataset<Row> findings() {
    Column hash =
        udf(new HashFile(configuration), DataTypes.BinaryType)
            .apply(col("image_path"), col("image_bytes"));
    Dataset<Row> pictures =
        samples.select(
            col("sample_id"),
            col("image_path"),
            col("image_bytes"),
            col("split").equalTo(Split.TRAIN.text()).as("in_train"));
    Dataset<Row> hashed = onBothSides(pictures, "image_bytes").withColumn("hash", hash);
    Dataset<Row> train =
        hashed
            .where(col("in_train").and(col("hash").isNotNull()))
            .groupBy("hash")
            .agg(slice(sort_array(collect_set("sample_id")), 1, NAMES).as("trained"));
    Dataset<Row> both =
        hashed
            .where(col("in_train").equalTo(false))
            .dropDuplicates("sample_id")
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

  /** SHA-256 of a file; null where it cannot be read, which the audit says elsewhere. */
  record HashFile(Broadcast<SerializableConfiguration> configuration)
      implements UDF2<String, Long, byte[]> {
    @Override
    public byte[] call(String path, Long length) throws NoSuchAlgorithmException {
      try {
        byte[] bytes = new HadoopStorage(configuration.value().value()).read(path, length);
        return MessageDigest.getInstance("SHA-256").digest(bytes);
      } catch (IOException e) {
        return null;
      }
    }
  }
}
