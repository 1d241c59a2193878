package io.millrace.spark;

import io.millrace.config.InvalidConfigException;
import io.millrace.config.RunConfig;
import io.millrace.datasets.FrameLabels;
import io.millrace.sample.TargetFrame;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.storage.FileEntry;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;

/** Looks at each video of a data set once; rows of still pictures pass as they are. */
final class ScannedVideos implements AutoCloseable {
  private static final int TASKS_A_CORE = 4;

  private final JavaSparkContext context;
  private final Broadcast<SerializableConfiguration> configuration;
  private final RunConfig config;
  private final List<JavaRDD<Row>> kept = new ArrayList<>();

  ScannedVideos(
      JavaSparkContext context,
      Broadcast<SerializableConfiguration> configuration,
      RunConfig config) {
    this.context = context;
    this.configuration = configuration;
    this.config = config;
  }

  /** The rows, of videos with their frames; kept until this is closed, since each may take long. */
  JavaRDD<Row> rows(JavaRDD<Row> paired) {
    if (!config.dataset().clips().exist()) {
      return paired;
    }

    JavaRDD<Row> scanned =
        paired
            .repartition(TASKS_A_CORE * context.defaultParallelism())
            .map(new ScanVideo(configuration, config.pixels().decoding(), frameLabels()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    kept.add(scanned);
    return scanned;
  }

  private FrameLabels frameLabels() {
    Optional<String> path = config.dataset().labels();
    if (path.isEmpty()) {
      return FrameLabels.NONE;
    }

    if (config.dataset().clips().target() == TargetFrame.ALL) {
      throw refused(
          "Unsupported target_frame: all, with labels from %s (give masks, or another target)"
              .formatted(path.get()));
    }

    try {
      return FrameLabels.parse(read(path.get()), path.get());
    } catch (IOException e) {
      throw refused("Cannot read labels: %s: %s".formatted(path.get(), e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw refused(e.getMessage());
    }
  }

  private String read(String path) throws IOException {
    HadoopStorage storage = new HadoopStorage(context.hadoopConfiguration());
    FileEntry file =
        storage.find(path).orElseThrow(() -> new FileNotFoundException("there is no such file"));
    return new String(storage.read(file.path(), file.length()), StandardCharsets.UTF_8);
  }

  private static InvalidConfigException refused(String why) {
    return new InvalidConfigException(List.of(why));
  }

  @Override
  public void close() {
    kept.forEach(rows -> rows.unpersist(true));
    kept.clear();
  }
}
