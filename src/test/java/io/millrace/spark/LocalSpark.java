package io.millrace.spark;

import org.apache.spark.sql.SparkSession;

/** The one local session that all Spark tests share. */
public final class LocalSpark {
  private static SparkSession session;

  private LocalSpark() {}

  /** The session; the JVM's end stops it. */
  public static synchronized SparkSession session() {
    if (session == null) {
      session =
          SparkSession.builder()
              .master("local[2]")
              .appName("millrace tests")
              .config("spark.ui.enabled", "false")
              .config("spark.sql.shuffle.partitions", "4")
              .config("spark.sql.session.timeZone", "UTC")
              .getOrCreate();
    }

    return session;
  }
}
