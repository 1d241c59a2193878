package io.millrace.cli;

import io.millrace.spark.MillracePlugin;
import org.apache.spark.sql.SparkSession;

/** The Spark session of a command: spark-submit's, or one of this machine. */
final class Sessions {
  private static final String MASTER = "spark.master";
  private static final String LOCAL = "local[*]";

  private Sessions() {}

  /** Of what measures this machine: no cluster reads the scratch folder that it draws into. */
  static SparkSession here(String name) {
    SparkSession.Builder builder = builder(name);
    if (!System.getProperty(MASTER, LOCAL).startsWith("local")) {
      builder.master(LOCAL);
    }

    return builder.getOrCreate();
  }

  static SparkSession open(String name) {
    return builder(name).getOrCreate();
  }

  private static SparkSession.Builder builder(String name) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("millrace " + name)
            // times in tables are UTC wherever the command runs
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.ui.showConsoleProgress", "false");
    if (System.getProperty("spark.plugins") == null) {
      builder.config("spark.plugins", MillracePlugin.class.getName());
    }

    if (System.getProperty(MASTER) == null) {
      int cores = Runtime.getRuntime().availableProcessors();
      builder
          .master(LOCAL)
          .config("spark.ui.enabled", "false")
          .config("spark.sql.shuffle.partitions", Integer.toString(cores));
    }

    return builder;
  }
}
