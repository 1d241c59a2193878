package io.millrace.spark.feed;

import io.millrace.feed.CancelledRankException;
import io.millrace.feed.Checkpoints;
import io.millrace.feed.Peer;
import io.millrace.feed.Phase;
import io.millrace.feed.RankProgram;
import io.millrace.spark.hadoop.HadoopStorage;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Iterator;
import java.util.Optional;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkEnv;

/**
 * Runs a program on one rank.
 *
 * @param tables of the data
 * @param statuses that the heartbeats carry
 */
record RankTask<R extends Serializable>(
    RankSetup setup, FeedTables tables, RankProgram<R> program, Statuses statuses)
    implements Serializable {
  /** The rank's part of the report, as bytes. */
  byte[] run(Iterator<byte[]> dealt) throws Exception {
    long bytes = ByteBudget.executor().total() / setup.loading().together();
    ByteBudget.Reservation reserved = ByteBudget.executor().reserveNow(bytes);
    try {
      return run(dealt, bytes);
    } finally {
      reserved.close();
    }
  }

  private byte[] run(Iterator<byte[]> dealt, long bytes) throws Exception {
    BarrierTaskContext task = BarrierTaskContext.get();
    String host = SparkEnv.get().blockManager().blockManagerId().host();
    RankStatus.Seat place =
        new RankStatus.Seat(
            task.partitionId(), task.stageAttemptNumber(), host, TaskDevice.of(task));
    RankProgress progress = new RankProgress(statuses, place, setup.ranks().run().maxBad());
    try (ServerSocket listener = new ServerSocket(0, 0, InetAddress.getByName(host));
        RankCheckpoints checkpoints = RankCheckpoints.open(folder(), place, setup.run());
        OpenTables open = tables.open(dealt, setup.ranks().count())) {
      Peer self = new Peer(place.rank(), host, listener.getLocalPort());
      Meeting meeting = meet(task, self, checkpoints);
      checkpoints.restore(meeting.checkpoint(), setup.start());
      RankSeat seat = new RankSeat(task, meeting.peers(), listener, progress);
      return run(seat, new RankLoaders(open, setup, place.rank(), bytes), checkpoints);
    }
  }

  private byte[] run(RankSeat seat, RankLoaders loaders, RankCheckpoints checkpoints)
      throws Exception {
    Ticker ticker = Ticker.every(1, seat.progress()::tell);
    try (LiveContext context = new LiveContext(seat, loaders, checkpoints)) {
      R result = program.run(context);
      RankProgress progress = seat.progress();
      progress.phase(Phase.END);
      return new RankEnd<>(seat.place(), progress.figures(), progress.bad(), result).bytes();
    } finally {
      ticker.close();
      seat.progress().tell(); // where it was at the end, or when something was thrown
      Meters.executor().left(seat.place().rank());
    }
  }

  private Optional<Checkpoints> folder() {
    String folder = setup.ranks().run().checkpoints();
    return folder.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Checkpoints(new HadoopStorage(setup.configuration().value().value()), folder));
  }

  private static Meeting meet(BarrierTaskContext task, Peer self, RankCheckpoints checkpoints)
      throws Exception {
    Meeting meeting = Meeting.of(task.allGather(Meeting.message(self, checkpoints.newest())));
    if (task.isInterrupted()) {
      throw new CancelledRankException("Cannot begin: another rank was lost");
    }

    return meeting;
  }
}
