package io.millrace.cli;

import io.millrace.spark.MillracePlugin;
import org.apache.spark.sql.SparkSession;

/** The Spark session of a command: spark-submit's, or one of this machine. */
final class Sessions {
  private Sessions() {}

  static SparkSession open(String name) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("millrace " + name)
            // times in tables are UTC wherever the command runs
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.ui.showConsoleProgress", "false");
    if (System.getProperty("spark.plugins") == null) {
      builder.config("spark.plugins", MillracePlugin.class.getName());
    }

    if (System.getProperty("spark.master") == null) {
      int cores = Runtime.getRuntime().availableProcessors();
      builder
          .master("local[*]")
          .config("spark.ui.enabled", "false")
          .config("spark.sql.shuffle.partitions", Integer.toString(cores));
    }

    return builder.getOrCreate();
  }
}
