package io.millrace.spark.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Looks at the driver and at every executor.
 *
 * @param probe path of which the read rate is measured, empty for none
 */
public record Doctor(SparkSession spark, String probe) {
  private static final int ROUNDS = 4;

  /** The driver, then the executors by their number; a local driver is its own executor. */
  public List<Examination> look() throws IOException {
    SparkContext context = spark.sparkContext();
    Configuration configuration = context.hadoopConfiguration();
    Examination driver = LookHere.look("driver", List.of(), configuration, probe);
    List<Line> lines = new ArrayList<>(driver.lines());
    lines.addAll(SettingLines.look(context.conf()));
    lines.addAll(new S3Lines(probe).commits(configuration));
    List<Examination> found = new ArrayList<>();
    if (!context.isLocal()) {
      found.addAll(executors(JavaSparkContext.fromSparkContext(context)).values());
      lines.add(count(found.size(), alive()));
    }

    found.add(0, new Examination(driver.process(), driver.host(), lines));
    return found;
  }

  private static Line count(int seen, int alive) {
    return seen == alive
        ? Line.ok("executors", "all " + seen + " have answered")
        : Line.warn(
            "executors",
            "%d of %d have answered".formatted(seen, alive),
            "run it again while no other job takes the cores");
  }

  /** Without the driver's own block manager. */
  private int alive() {
    return spark.sparkContext().statusTracker().getExecutorInfos().length - 1;
  }

  private Map<String, Examination> executors(JavaSparkContext context) {
    Broadcast<SerializableConfiguration> configuration =
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    Map<String, Examination> found = new TreeMap<>();
    try {
      String round = UUID.randomUUID().toString();
      for (int i = 0; i < ROUNDS && (i == 0 || found.size() < alive()); i++) {
        int tasks = Math.max(1, context.defaultParallelism());
        context
            .parallelize(Collections.nCopies(tasks, 0), tasks)
            .mapPartitions(new LookHere(configuration, probe, round))
            .collect()
            .forEach(each -> found.put(each.process(), each));
      }
    } finally {
      configuration.destroy(true);
    }

    return found;
  }
}
