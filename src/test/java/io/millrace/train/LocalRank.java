package io.millrace.train;

import io.millrace.feed.CancelledRankException;
import io.millrace.feed.Checkpoint;
import io.millrace.feed.Device;
import io.millrace.feed.FeedBatch;
import io.millrace.feed.FeedBatches;
import io.millrace.feed.ModelWriter;
import io.millrace.feed.Peer;
import io.millrace.feed.Phase;
import io.millrace.feed.RankContext;
import io.millrace.plan.PlanState;
import io.millrace.plan.Policy;
import io.millrace.plan.TrainRule;
import io.millrace.random.KeyMix;
import io.millrace.sample.Split;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A rank of {@link LocalRanks}. */
final class LocalRank implements RankContext {
  static final PlanState STATE =
      new PlanState("0", "train", new TrainRule(0, 1, 64, 1, Policy.DROP_TAIL), 0, 0, "0");

  private final LocalRanks ranks;
  private final int rank;
  private final List<Peer> peers;
  private final ServerSocket listener;
  private final Optional<Checkpoint> restored;
  private int generation;
  private long globalStep;
  private double loss;
  private boolean stopped;

  LocalRank(LocalRanks ranks, int rank, List<Peer> peers, ServerSocket listener) {
    this.ranks = ranks;
    this.rank = rank;
    this.peers = peers;
    this.listener = listener;
    this.restored = ranks.restored();
    this.globalStep = restored.map(Checkpoint::globalStep).orElse(0L);
  }

  LocalRank ofGeneration(int other) {
    generation = other;
    return this;
  }

  @Override
  public int rank() {
    return rank;
  }

  @Override
  public int worldSize() {
    return ranks.world();
  }

  @Override
  public int generation() {
    return generation;
  }

  @Override
  public Device device() {
    return Device.CPU;
  }

  @Override
  public List<Peer> peers() {
    return peers;
  }

  @Override
  public ServerSocket listener() {
    return listener;
  }

  @Override
  public Optional<Checkpoint> restored() {
    return restored;
  }

  private int steps() {
    return ranks.data().train().size() / ranks.data().globalBatch();
  }

  @Override
  public long firstEpoch() {
    return restored.map(Checkpoint::globalStep).orElse(0L) / steps();
  }

  @Override
  public long globalStep() {
    return globalStep;
  }

  @Override
  public PlanState state() {
    return STATE;
  }

  @Override
  public FeedBatches train(long epoch) {
    int[] order = KeyMix.permutation(ranks.data().train().size(), epoch);
    int rows = ranks.data().globalBatch() / ranks.world();
    List<List<Integer>> batches = new ArrayList<>();
    for (int step = (int) (globalStep - epoch * steps()); step < steps(); step++) {
      int from = step * ranks.data().globalBatch() + rank * rows;
      batches.add(IntStream.range(from, from + rows).mapToObj(i -> order[i]).toList());
    }

    return batches(ranks.data().train(), batches, 1);
  }

  @Override
  public FeedBatches evaluate(Split split) {
    Pictures pictures = split == Split.TRAIN ? ranks.data().train() : ranks.data().test();
    int size = pictures.size();
    int from = rank * size / ranks.world();
    int to = (rank + 1) * size / ranks.world();
    List<List<Integer>> batches = new ArrayList<>();
    batches.add(IntStream.range(from, to).boxed().toList());
    batches.add(List.of()); // others may have more
    return batches(pictures, batches, 0);
  }

  private FeedBatches batches(Pictures pictures, List<List<Integer>> rows, int counting) {
    Iterator<List<Integer>> left = rows.iterator();
    return new FeedBatches() {
      @Override
      public int steps() {
        return rows.size();
      }

      @Override
      public boolean hasNext() {
        return left.hasNext();
      }

      @Override
      public FeedBatch next() {
        globalStep += counting;
        return pictures.batch(new FeedBatch.Place(0, 0), left.next(), ranks.data().broken());
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public int samples(Split split) {
    return split == Split.TRAIN ? ranks.data().train().size() : ranks.data().test().size();
  }

  @Override
  public void checkpoint(ModelWriter model) throws IOException {
    if (rank == 0) {
      ranks.keep(globalStep, model);
    }
  }

  @Override
  public void progress(String name, double value) {
    loss = value;
  }

  double loss() {
    return loss;
  }

  @Override
  public void phase(Phase phase) {}

  LocalRank stopped() {
    stopped = true;
    return this;
  }

  @Override
  public void check() {
    if (stopped) {
      throw new CancelledRankException("Rank " + rank + " was told to stop");
    }
  }
}
