package io.millrace.spark.feed;

import io.millrace.feed.Device;
import io.millrace.feed.Peer;
import java.net.ServerSocket;
import java.util.List;
import org.apache.spark.TaskContext;

/** What a rank has of its generation. */
record RankSeat(
    TaskContext task,
    Device device,
    List<Peer> peers,
    ServerSocket listener,
    RankProgress progress) {
  int rank() {
    return task.partitionId();
  }

  int generation() {
    return task.stageAttemptNumber();
  }
}
