package io.millrace.spark.feed;

import io.millrace.feed.Peer;
import java.net.ServerSocket;
import java.util.List;
import org.apache.spark.TaskContext;

/** What a rank has of its generation. */
record RankSeat(TaskContext task, List<Peer> peers, ServerSocket listener, RankProgress progress) {
  /** Which rank it is, and where. */
  RankStatus.Seat place() {
    return progress.seat();
  }
}
