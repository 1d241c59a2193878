package io.millrace.spark;

import io.millrace.datasets.Entry;
import io.millrace.spark.rows.EntryRows;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** Makes one video, or the masks of one, of the pictures of a folder. */
final class FrameFolders {
  private FrameFolders() {}

  /** The rows of a listing with a row a folder in place of its frames. */
  static JavaRDD<Row> join(JavaRDD<Row> entries) {
    JavaRDD<Row> folders =
        entries
            .filter(FrameFolders::isFrame)
            .mapToPair(row -> new Tuple2<>(EntryRows.parent(row), EntryRows.folderOf(row)))
            .reduceByKey(EntryRows::together)
            .values();
    return entries.filter(row -> !isFrame(row)).union(folders);
  }

  private static boolean isFrame(Row row) {
    return EntryRows.is(row, Entry.Role.FRAME) || EntryRows.is(row, Entry.Role.MASK_FRAME);
  }
}
