package io.millrace.spark;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.timestamp_millis;
import static org.apache.spark.sql.functions.when;

import io.millrace.datasets.Entry;
import io.millrace.sample.Label;
import io.millrace.sample.Reason;
import io.millrace.sample.Task;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/** Joins pictures with masks by key, never by position, and says what does not fit. */
final class Pairing {
  private final Dataset<Row> entries;
  private final Task task;

  /** Of a listing: rows of {@link EntryRows#SCHEMA}. */
  Pairing(Dataset<Row> entries, Task task) {
    this.entries = entries;
    this.task = task;
  }

  /** Rows of {@link SampleRows#FULL}, not sorted; {@code split} is what the folder says. */
  Dataset<Row> samples() {
    Column abnormal = col("label_index").equalTo(Label.ABNORMAL.index());
    Dataset<Row> joined =
        images()
            .join(masksByKey(), col("key").equalTo(col("mask_key")).and(abnormal), "left")
            .withColumn("finding", finding(abnormal))
            .withColumn("finding_detail", detail());
    return joined
        .withColumnRenamed("folder_split", "split")
        .withColumnRenamed("path", "image_path")
        .withColumnRenamed("bytes", "image_bytes")
        .withColumn("image_modified", timestamp_millis(col("modified")))
        .select(
            Arrays.stream(SampleRows.FULL.fieldNames()).map(functions::col).toArray(Column[]::new));
  }

  private Dataset<Row> images() {
    return role(Entry.Role.IMAGE)
        .withColumn("key", col("keys").getItem(0))
        .withColumn("same_key", count(lit(1)).over(Window.partitionBy("key")));
  }

  /** One row a key: the masks of the most likely rank, the first by path if there are several. */
  private Dataset<Row> masksByKey() {
    return maskKeys()
        .groupBy("mask_key", "rank")
        .agg(
            min(struct(col("path"), col("bytes"))).as("mask"),
            sort_array(collect_list("path")).as("paths"))
        .groupBy("mask_key")
        .agg(min(struct(col("rank"), col("mask"), col("paths"))).as("best"))
        .select(
            col("mask_key"),
            col("best.mask.path").as("mask_path"),
            col("best.mask.bytes").as("mask_bytes"),
            col("best.paths").as("mask_paths"));
  }

  private Dataset<Row> maskKeys() {
    return role(Entry.Role.MASK)
        .select(
            col("path"),
            col("bytes"),
            posexplode(col("keys")).as(new String[] {"rank", "mask_key"}));
  }

  private Column finding(Column abnormal) {
    Column needsMask = abnormal.and(lit(task == Task.SEGMENTATION));
    return when(needsMask.and(col("mask_path").isNull()), Reason.MISSING_MASK.code())
        .when(functions.size(col("mask_paths")).gt(1), Reason.DUPLICATE_MASK.code())
        .when(
            col("mask_path").isNotNull().and(col("same_key").gt(1)), Reason.DUPLICATE_IMAGE.code());
  }

  private static Column detail() {
    return when(col("finding").equalTo(Reason.MISSING_MASK.code()), "is abnormal and has no mask")
        .when(
            col("finding").equalTo(Reason.DUPLICATE_MASK.code()),
            concat(lit("has several masks: "), array_join(col("mask_paths"), ", ")))
        .when(
            col("finding").equalTo(Reason.DUPLICATE_IMAGE.code()),
            concat(lit("shares its mask with another picture: "), col("mask_path")));
  }

  /** Masks that no abnormal picture has a key for: rows of the listing. */
  Dataset<Row> masksWithoutImage() {
    Dataset<Row> wanted =
        images()
            .where(col("label_index").equalTo(Label.ABNORMAL.index()))
            .select(col("key").as("mask_key"))
            .distinct();
    Dataset<Row> paired = maskKeys().join(wanted, "mask_key").select("path").distinct();
    return role(Entry.Role.MASK).join(paired, new String[] {"path"}, "left_anti");
  }

  private Dataset<Row> role(Entry.Role role) {
    return entries.where(col("role").equalTo(role.name()));
  }
}
