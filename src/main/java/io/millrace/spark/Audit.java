package io.millrace.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import io.millrace.datasets.Entry;
import io.millrace.sample.Reason;
import io.millrace.spark.rows.EntryRows;
import io.millrace.spark.rows.SampleRows;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Everything wrong with a data set, as a table of {@link FindingRows#SCHEMA}. */
final class Audit {
  private final SparkSession spark;
  private final Dataset<Row> entries;
  private final Pairing pairing;
  private final Dataset<Row> samples;

  /**
   * An audit of a listing.
   *
   * @param entries rows of {@link EntryRows}
   * @param samples each once, rows of {@link SampleRows#FULL}
   */
  Audit(SparkSession spark, JavaRDD<Row> entries, Pairing pairing, Dataset<Row> samples) {
    this.spark = spark;
    this.entries = spark.createDataFrame(entries, EntryRows.SCHEMA);
    this.pairing = pairing;
    this.samples = samples;
  }

  private Dataset<Row> table(JavaRDD<Row> files) {
    return spark.createDataFrame(files, EntryRows.SCHEMA);
  }

  /** What the listing alone shows. */
  Dataset<Row> listing() {
    return pairs()
        .unionAll(files(Entry.Role.UNUSED.name(), Reason.UNUSED_FILE, lit("belongs to nothing")))
        .unionAll(
            files(
                Entry.Role.MASK_ON_GOOD.name(),
                Reason.MASK_ON_GOOD,
                lit("is a mask of a good picture")))
        .unionAll(files(EntryRows.LOOP, Reason.LINK_LOOP, col("detail")))
        .unionAll(files(EntryRows.UNLISTED, Reason.UNREADABLE, col("detail")))
        .unionAll(
            FindingRows.of(
                table(pairing.withoutImage(Entry.Role.MASK)),
                Reason.MASK_WITHOUT_IMAGE,
                lit("has no picture")))
        .unionAll(
            FindingRows.of(
                table(pairing.withoutImage(Entry.Role.DEPTH)),
                Reason.DEPTH_WITHOUT_IMAGE,
                lit("has no picture")));
  }

  /** What the listing shows, and what reading every picture and mask showed. */
  Dataset<Row> pixels(Dataset<Row> readings, Dataset<Row> sameBytes) {
    Dataset<Row> read = readings.select(explode(col("findings")).as("finding")).select("finding.*");
    return listing().unionAll(read).unionAll(sameBytes);
  }

  private Dataset<Row> pairs() {
    return samples
        .where(col("finding").isNotNull())
        .map(new PairFinding(), Encoders.row(FindingRows.SCHEMA));
  }

  private Dataset<Row> files(String role, Reason reason, Column detail) {
    return FindingRows.of(entries.where(col("role").equalTo(role)), reason, detail);
  }
}
