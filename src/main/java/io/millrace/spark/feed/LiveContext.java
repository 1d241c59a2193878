package io.millrace.spark.feed;

import io.millrace.batch.Dataloader;
import io.millrace.batch.ImageBatch;
import io.millrace.batch.PlannedOrder;
import io.millrace.feed.CancelledRankException;
import io.millrace.feed.Checkpoint;
import io.millrace.feed.Device;
import io.millrace.feed.FeedBatches;
import io.millrace.feed.ModelWriter;
import io.millrace.feed.Peer;
import io.millrace.feed.Phase;
import io.millrace.feed.RankContext;
import io.millrace.plan.EvalPlan;
import io.millrace.plan.PlanState;
import io.millrace.plan.TrainEpoch;
import io.millrace.sample.Split;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The view of a rank that runs in a barrier task. */
final class LiveContext implements RankContext, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveContext.class);

  private final RankSeat seat;
  private final RankLoaders loaders;
  private final RankCheckpoints checkpoints;
  private final PlannedOrder order;
  private Optional<Dataloader<ImageBatch>> training = Optional.empty();
  private Runnable closing = () -> {};
  private Supplier<PlanState> state;
  private long nextEpoch;
  private long globalStep;

  LiveContext(RankSeat seat, RankLoaders loaders, RankCheckpoints checkpoints) {
    this.seat = seat;
    this.loaders = loaders;
    this.checkpoints = checkpoints;
    PlanState start = checkpoints.restored().map(Checkpoint::state).orElse(loaders.setup().start());
    this.state = () -> start;
    this.order = loaders.order(start);
    this.nextEpoch = start.epoch();
    this.globalStep = checkpoints.restored().map(Checkpoint::globalStep).orElse(0L);
  }

  @Override
  public int rank() {
    return seat.place().rank();
  }

  @Override
  public int worldSize() {
    return seat.peers().size();
  }

  @Override
  public int generation() {
    return seat.place().generation();
  }

  @Override
  public Device device() {
    return seat.place().device();
  }

  @Override
  public List<Peer> peers() {
    return seat.peers();
  }

  @Override
  public ServerSocket listener() {
    return seat.listener();
  }

  @Override
  public Optional<Checkpoint> restored() {
    return checkpoints.restored();
  }

  @Override
  public long firstEpoch() {
    return order.firstEpoch();
  }

  @Override
  public long globalStep() {
    return globalStep;
  }

  @Override
  public PlanState state() {
    return state.get();
  }

  @Override
  public FeedBatches train(long epoch) {
    if (epoch != nextEpoch) {
      throw new IllegalArgumentException(
          "Cannot train epoch %d: the next one is %d (begin with firstEpoch(), one after the other)"
              .formatted(epoch, nextEpoch));
    }

    nextEpoch++;
    if (rank() == 0 && LOG.isInfoEnabled()) {
      String hash = order.hash(epoch).text();
      LOG.info("train epoch {} from step {}: order {}", epoch, globalStep, hash);
    }

    TrainEpoch batches = order.epoch(epoch);
    long before = globalStep;
    return new LoaderBatches(
        trainLoader(),
        new LoaderBatches.Course(
            epoch,
            order.firstStep(epoch),
            batches.steps(),
            step -> batches.repeats(step, rank(), worldSize())),
        watch(step -> trained(epoch, before + step, step)));
  }

  private Dataloader<ImageBatch> trainLoader() {
    if (training.isEmpty()) {
      training = Optional.of(loaders.train(order));
      closing = seat.progress().opened(training.get());
    }

    return training.get();
  }

  private void trained(long epoch, long atStep, int given) {
    globalStep = atStep;
    state = () -> order.state(epoch, given);
    seat.progress().trains(epoch, atStep);
  }

  private LoaderBatches.Watch watch(Consumer<Integer> given) {
    return new LoaderBatches.Watch(seat.progress(), this::check, given);
  }

  @Override
  public FeedBatches evaluate(Split split) {
    if (samples(split) == 0) {
      throw new IllegalArgumentException(
          "Cannot evaluate %s: the data set has no such samples (divide it otherwise)"
              .formatted(split.text()));
    }

    Dataloader<ImageBatch> loader = loaders.evaluate(split);
    Runnable closed = seat.progress().opened(loader);
    EvalPlan evaluation = loaders.evaluation(split);
    LoaderBatches.Course course =
        new LoaderBatches.Course(0, 0, evaluation.steps(), step -> new BitSet());
    return new ClosingBatches(new LoaderBatches(loader, course, watch(step -> {})), closed);
  }

  @Override
  public int samples(Split split) {
    return loaders.tables().chunks(split).rows();
  }

  @Override
  public void checkpoint(ModelWriter model) throws IOException {
    check();
    seat.progress().phase(Phase.CHECKPOINT);
    checkpoints.commit(globalStep, state(), model);
    seat.progress().phase(Phase.STEP);
  }

  @Override
  public void progress(String name, double value) {
    seat.progress().show(name, value);
  }

  @Override
  public void phase(Phase phase) {
    seat.progress().phase(phase);
  }

  @Override
  public void check() {
    if (seat.task().isInterrupted()) {
      throw new CancelledRankException(
          "Cannot go on: another rank of generation %d was lost, or the job was ended"
              .formatted(seat.place().generation()));
    }
  }

  @Override
  public void close() {
    closing.run();
  }
}
