package io.millrace.spark.feed;

import java.io.Serializable;
import java.util.Objects;

/** What an executor tells the driver. */
public record MeterTold(String executor, MeterReport report) implements Serializable {
  public MeterTold {
    Objects.requireNonNull(executor, "executor");
    Objects.requireNonNull(report, "report");
  }
}
