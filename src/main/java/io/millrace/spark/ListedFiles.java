package io.millrace.spark;

import io.millrace.datasets.DatasetLayout;
import io.millrace.datasets.Place;
import io.millrace.spark.rows.EntryRows;
import io.millrace.spark.rows.RowBlocks;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Lists folders with all that is below them, level by level: each level is one Spark job with a
 * record a folder. Only folders reach the driver.
 */
final class ListedFiles implements AutoCloseable {
  private static final int TASKS_A_CORE = 4;

  private final JavaSparkContext spark;
  private final List<JavaRDD<Row>> levels = new ArrayList<>();

  private ListedFiles(JavaSparkContext spark) {
    this.spark = spark;
  }

  /** Lists those places and says what each file is. */
  static ListedFiles list(
      JavaSparkContext spark,
      Broadcast<SerializableConfiguration> configuration,
      DatasetLayout layout,
      List<Place> places) {
    ListedFiles listed = new ListedFiles(spark);
    ListFolder function = new ListFolder(configuration, layout, List.copyOf(places));
    List<Row> folders = new ArrayList<>();
    for (int place = 0; place < places.size(); place++) {
      folders.add(RowFactory.create(EntryRows.FOLDER, place, "", ""));
    }

    while (!folders.isEmpty()) {
      folders = listed.level(folders, function);
    }

    return listed;
  }

  private List<Row> level(List<Row> folders, ListFolder function) {
    int slices = Math.min(folders.size(), TASKS_A_CORE * spark.defaultParallelism());
    JavaRDD<Row> level =
        spark
            .parallelize(folders, slices)
            .flatMap(function)
            .persist(StorageLevel.MEMORY_AND_DISK());
    levels.add(level);
    return level.filter(EntryRows::isFolder).collect();
  }

  /** All files, no folders: rows of {@link EntryRows#SCHEMA}. */
  JavaRDD<Row> files() {
    return levels.stream()
        .map(level -> level.filter(RowBlocks::isBlock).flatMap(new RowBlocks.Unpack()))
        .reduce(JavaRDD::union)
        .orElseGet(spark::emptyRDD);
  }

  @Override
  public void close() {
    levels.forEach(level -> level.unpersist(true));
  }
}
