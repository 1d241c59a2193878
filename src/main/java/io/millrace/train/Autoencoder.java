package io.millrace.train;

import io.millrace.feed.FeedBatch;
import io.millrace.feed.FeedBatches;
import io.millrace.feed.Phase;
import io.millrace.feed.RankContext;
import io.millrace.feed.RankProgram;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/**
 * Trains a convolutional autoencoder on normal pictures, data-parallel: each rank computes the
 * gradients of its rows, a ring sums them, and every rank makes the same update. A step's update is
 * the mean over all rows that count, so that it does not depend on the number of ranks but for the
 * rounding of sums. Then scores the test pictures by what the autoencoder cannot rebuild.
 *
 * @param model which network, and its first weights
 * @param schedule how long to train
 */
public record Autoencoder(Model model, Schedule schedule)
    implements RankProgram<AutoencoderResult> {
  /**
   * The network.
   *
   * @param side height and width at which it sees pictures, a power of 2; larger pictures are
   *     averaged
   * @param code numbers that a picture must pass through
   * @param seed of its first weights
   */
  public record Model(int side, int code, long seed) implements Serializable {
    /** 64 x 64 pixels through 32 numbers. */
    public static final Model SMALL = new Model(64, 32, 0);

    public Model {
      new CodeNet(side, code); // checks them
    }

    CodeNet net() {
      return new CodeNet(side, code);
    }
  }

  /**
   * The course of training.
   *
   * @param epochs in all, those before a restart too
   * @param learningRate of Adam
   * @param checkpointEvery steps between checkpoints; 0 for one at the end alone
   * @param stopAfter global steps after which training stops, as if all epochs were over; 0 for
   *     none
   */
  public record Schedule(int epochs, double learningRate, int checkpointEvery, long stopAfter)
      implements Serializable {
    public Schedule {
      if (epochs < 0 || !(learningRate > 0) || checkpointEvery < 0 || stopAfter < 0) {
        throw new IllegalArgumentException(
            "Invalid schedule: %d epochs, learning rate %s, checkpoints every %d steps, stop after %d (rate above 0, others >= 0)"
                .formatted(epochs, learningRate, checkpointEvery, stopAfter));
      }
    }

    /** So many epochs at 0.001, a checkpoint at the end. */
    public static Schedule of(int epochs) {
      return new Schedule(epochs, 1e-3, 0, 0);
    }

    private boolean wantsMore(long globalStep) {
      return stopAfter == 0 || globalStep < stopAfter;
    }

    private boolean wantsCheckpoint(long globalStep) {
      return checkpointEvery > 0 && globalStep % checkpointEvery == 0;
    }
  }

  public Autoencoder {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(schedule, "schedule");
  }

  @Override
  public AutoencoderResult run(RankContext context) throws IOException {
    try (RingAllReduce ring = RingAllReduce.open(context);
        Workbench bench = Workbench.open(model.net(), context.device())) {
      TrainingState state = begin(context);
      double loss = train(new Rank(context, ring, bench), state);
      ResidualScores scores = new ResidualScores(bench, state.weights(), model.side);
      scores.learn(context, ring);
      scores.score(context);
      AutoencoderResult.Training training =
          new AutoencoderResult.Training(context.globalStep(), loss, state.digest());
      return new AutoencoderResult(training, scores.ledger(), scores.pixels(), bench.alive());
    }
  }

  /** What training works with on a rank. */
  private record Rank(RankContext context, RingAllReduce ring, Workbench bench) {}

  private TrainingState begin(RankContext context) throws IOException {
    Weights weights = model.net().weights();
    return context.restored().isPresent()
        ? TrainingState.read(context.restored().get(), weights.length())
        : new TrainingState(weights.initial(model.seed));
  }

  private double train(Rank rank, TrainingState state) throws IOException {
    RankContext context = rank.context;
    double loss = 0;
    long written = context.globalStep();
    for (long epoch = context.firstEpoch(); epoch < schedule.epochs; epoch++) {
      if (!schedule.wantsMore(context.globalStep())) {
        break;
      }

      try (FeedBatches batches = context.train(epoch)) {
        while (schedule.wantsMore(context.globalStep()) && batches.hasNext()) {
          loss = step(rank, state, batches.next());
          if (schedule.wantsCheckpoint(context.globalStep())) {
            context.checkpoint(state::write);
            written = context.globalStep();
          }
        }
      }
    }

    if (written != context.globalStep()) {
      context.checkpoint(state::write);
    }

    return loss;
  }

  private double step(Rank rank, TrainingState state, FeedBatch batch) throws IOException {
    rank.context.phase(Phase.STEP);
    float[] sums = rank.bench.gradients(batch, state.weights());
    rank.ring.sum(sums);
    int length = sums.length - 2;
    float rows = sums[length + 1];
    if (rows == 0) {
      return 0;
    }

    float[] gradients = Arrays.copyOf(sums, length);
    for (int i = 0; i < length; i++) {
      gradients[i] /= rows;
    }

    state.update(gradients, schedule.learningRate);
    double loss = sums[length] / rows;
    rank.context.progress("loss", loss);
    return loss;
  }
}
