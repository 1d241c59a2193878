package io.millrace.spark.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.api.java.JavaRDD;
import scala.reflect.ClassTag$;

/**
 * Runs the tasks of a job.
 *
 * @param results of each partition at most one: the text of a {@link ShardResult}
 */
record ShardTasks(JavaRDD<String> results) {
  /** Waits for all of them, or until there is no use in going on. */
  void run(Gather gather) {
    try {
      results
          .context()
          .runJob(results.rdd(), new FirstResult(), gather, ClassTag$.MODULE$.apply(String.class));
    } catch (RuntimeException e) {
      if (!gather.isTooMuch()) {
        throw plain(e);
      }
    } catch (Exception e) { // Scala's checked ones are not declared
      if (!gather.isTooMuch()) {
        throw plain(e);
      }
    }
  }

  /** What a task threw, without Spark's account of it, where it is one of ours. */
  private static RuntimeException plain(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException io) {
        return new UncheckedIOException(io.getMessage(), io);
      }
      if (cause instanceof IllegalStateException state) {
        return state;
      }
    }

    return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
  }
}
