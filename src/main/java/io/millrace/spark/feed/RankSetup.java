package io.millrace.spark.feed;

import io.millrace.feed.Ranks;
import io.millrace.plan.PlanState;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * What all ranks are told.
 *
 * @param run the run's own name
 * @param start where training begins without a checkpoint
 * @param loading how they decode
 * @param configuration of Hadoop's file systems
 */
public record RankSetup(
    Ranks ranks,
    String run,
    PlanState start,
    Loading loading,
    Broadcast<SerializableConfiguration> configuration)
    implements Serializable {
  /**
   * How a rank decodes.
   *
   * @param evalBatchSize rows of a rank's evaluation batch
   * @param workers decoding threads
   * @param together ranks that may share an executor
   */
  public record Loading(int evalBatchSize, int workers, int together) implements Serializable {}
}
