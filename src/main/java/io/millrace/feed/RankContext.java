package io.millrace.feed;

import io.millrace.plan.PlanState;
import io.millrace.sample.Split;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;

/** A rank's view of the run. For the thread that runs the program, unless a method says else. */
public interface RankContext {
  /** This rank, from 0. */
  int rank();

  /** How many ranks there are. */
  int worldSize();

  /** Which attempt of the stage this is, from 0; grows whenever ranks were lost. */
  int generation();

  /** Where this rank computes. May be another one in the next generation. */
  Device device();

  /** All ranks of this generation, this one too, by rank. */
  List<Peer> peers();

  /** Open for the ranks that connect to this one; the context closes it at the end. */
  ServerSocket listener();

  /** The newest checkpoint that matches this run; the same on all ranks. */
  Optional<Checkpoint> restored();

  /** The epoch in which training begins or goes on, from 0. */
  long firstEpoch();

  /** Steps that training has made, those before {@link #restored} too. */
  long globalStep();

  /** Where training stands after the batches given so far. */
  PlanState state();

  /**
   * This rank's training batches of an epoch; the first epoch goes on where the checkpoint stands.
   * The caller closes it. One at a time.
   */
  FeedBatches train(long epoch);

  /** This rank's share of a subset: of all ranks together every sample once, in table order. */
  FeedBatches evaluate(Split split);

  /** Number of samples of a subset, on all ranks together. */
  int samples(Split split);

  /**
   * Writes where training stands. All ranks call it after the same step; rank 0 writes, and the
   * others return at once. Without a folder for checkpoints nothing happens.
   *
   * @throws CancelledRankException if a newer generation has begun
   */
  void checkpoint(ModelWriter model) throws IOException;

  /** Shows a figure, such as {@code loss}, in the driver's progress line; the newest one counts. */
  void progress(String name, double value);

  /** Says what the rank is about to do, {@link Phase#COPY} or {@link Phase#STEP}. */
  void phase(Phase phase);

  /**
   * Throws if this rank must stop. Asking for a batch checks it too; who waits for anything else,
   * such as a socket, asks every second. Any thread may ask.
   *
   * @throws CancelledRankException if so
   */
  void check();
}
