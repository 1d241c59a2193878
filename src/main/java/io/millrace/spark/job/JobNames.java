package io.millrace.spark.job;

import io.millrace.store.StorePaths;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;

/** What Spark's pages call the steps of a prepare; afterwards the caller's own names are back. */
final class JobNames {
  private static final String GROUP = "spark.jobGroup.id";
  private static final String DESCRIPTION = "spark.job.description";

  private final JavaSparkContext context;
  private final StorePaths paths;
  private final String group = "millrace prepare " + UUID.randomUUID();
  private final String oldGroup;
  private final String oldDescription;

  JobNames(JavaSparkContext context, StorePaths paths) {
    this.context = context;
    this.paths = paths;
    this.oldGroup = context.getLocalProperty(GROUP);
    this.oldDescription = context.getLocalProperty(DESCRIPTION);
  }

  /** By which the job can be cancelled. */
  String group() {
    return group;
  }

  /** The jobs that follow are this step. */
  void begin(String step) {
    context.setJobGroup(group, "millrace prepare " + paths.root() + ": " + step);
  }

  void restore() {
    context.setLocalProperty(GROUP, oldGroup);
    context.setLocalProperty(DESCRIPTION, oldDescription);
  }
}
