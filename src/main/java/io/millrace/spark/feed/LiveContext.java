package io.millrace.spark.feed;

import io.millrace.batch.Dataloader;
import io.millrace.batch.ImageBatch;
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
import io.millrace.plan.TrainPlan;
import io.millrace.sample.Split;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The view of a rank that runs in a barrier task. */
final class LiveContext implements RankContext, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveContext.class);

  private final RankSeat seat;
  private final RankLoaders loaders;
  private final RankCheckpoints checkpoints;
  private final TrainPlan plan;
  private final PlanState start;
  private final long firstStep;
  private Optional<Dataloader<ImageBatch>> training = Optional.empty();
  private Runnable trained = () -> {};
  private PlanState state;
  private long nextEpoch;
  private long globalStep;

  LiveContext(RankSeat seat, RankLoaders loaders, RankCheckpoints checkpoints) {
    this.seat = seat;
    this.loaders = loaders;
    this.checkpoints = checkpoints;
    this.start = checkpoints.restored().map(Checkpoint::state).orElse(loaders.setup().start());
    this.firstStep = checkpoints.restored().map(Checkpoint::globalStep).orElse(0L);
    this.plan = loaders.plan(start);
    this.state = start;
    this.nextEpoch = start.epoch();
    this.globalStep = firstStep;
  }

  @Override
  public int rank() {
    return seat.rank();
  }

  @Override
  public int worldSize() {
    return seat.peers().size();
  }

  @Override
  public int generation() {
    return seat.generation();
  }

  @Override
  public Device device() {
    return seat.device();
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
    return start.epoch();
  }

  @Override
  public long globalStep() {
    return globalStep;
  }

  @Override
  public PlanState state() {
    return state;
  }

  @Override
  public FeedBatches train(long epoch) {
    if (epoch != nextEpoch) {
      throw new IllegalArgumentException(
          "Cannot train epoch %d: the next one is %d (begin with firstEpoch(), one after the other)"
              .formatted(epoch, nextEpoch));
    }

    nextEpoch++;
    int offset = epoch == start.epoch() ? start.laneOffset() : 0;
    TrainEpoch batches = plan.epoch(epoch, offset);
    if (seat.rank() == 0 && LOG.isInfoEnabled()) {
      String order = plan.epoch(epoch).hash(worldSize()).text();
      LOG.info("train epoch {} from step {}: order {}", epoch, globalStep, order);
    }

    Dataloader<ImageBatch> loader = trainLoader();
    long before = globalStep;
    return new LoaderBatches(
        loader,
        new LoaderBatches.Course(
            epoch,
            offset / plan.rule().rowsPerLane(),
            batches.steps(),
            step -> repeats(batches, step)),
        watch(step -> trained(epoch, batches, before + step, step)));
  }

  private Dataloader<ImageBatch> trainLoader() {
    if (training.isEmpty()) {
      training = Optional.of(loaders.train(plan, start));
      trained = seat.progress().opened(training.get());
    }

    return training.get();
  }

  private BitSet repeats(TrainEpoch batches, int step) {
    return batches.repeats(step, seat.rank(), worldSize());
  }

  private void trained(long epoch, TrainEpoch batches, long atStep, int given) {
    globalStep = atStep;
    int offset = batches.laneOffset(given);
    state = plan.steps(offset) == 0 ? start.at(epoch + 1, 0) : start.at(epoch, offset);
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
    return new ClosingBatches(
        new LoaderBatches(loader, course, watch(step -> {})),
        () -> {
          loader.close();
          closed.run();
        });
  }

  @Override
  public int samples(Split split) {
    return loaders.tables().chunks(split).rows();
  }

  @Override
  public void checkpoint(ModelWriter model) throws IOException {
    check();
    seat.progress().phase(Phase.CHECKPOINT);
    checkpoints.commit(globalStep, state, model);
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
              .formatted(seat.generation()));
    }
  }

  @Override
  public void close() {
    training.ifPresent(Dataloader::close);
    trained.run();
  }
}
