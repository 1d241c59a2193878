package io.millrace.spark;

import io.millrace.batch.Batch;
import io.millrace.batch.Dataloader;
import io.millrace.batch.EpochOrder;
import io.millrace.batch.LoaderInput;
import io.millrace.batch.LoaderOptions;
import io.millrace.batch.Recipe;
import io.millrace.config.LoadConfig;
import io.millrace.config.RunConfig;
import io.millrace.item.HostBatch;
import io.millrace.plan.PlanState;
import io.millrace.sample.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The loaders of a data module that are open.
 *
 * @param <B> kind of batch
 */
final class Loaders<B extends Batch> implements AutoCloseable {
  private final SampleSource source;
  private final RunConfig config;
  private final List<PlanState> resumed; // none or one
  private final BiFunction<HostBatch, Runnable, B> maker;
  private final List<Dataloader<B>> open = new ArrayList<>();

  Loaders(
      SampleSource source,
      RunConfig config,
      List<PlanState> resumed,
      BiFunction<HostBatch, Runnable, B> maker) {
    this.source = source;
    this.config = config;
    this.resumed = resumed;
    this.maker = maker;
  }

  /** Training, in the order of the configuration. */
  Dataloader<B> train(Recipe recipe) {
    SplitRows rows = source.rows(Split.TRAIN, recipe);
    return open(Split.TRAIN, rows, () -> order(rows));
  }

  private EpochOrder order(SplitRows rows) {
    int batchSize = config.loading().trainBatchSize();
    long seed = config.splits().seed().value();
    return switch (config.loading().order()) {
      case PLAN -> new TrainOrder(rows, batchSize, seed).of(resumed.stream().findFirst());
      case TORCH -> new TorchEpochs(seed, rows.reader().size(), batchSize);
    };
  }

  /** A subset in table order. */
  Dataloader<B> evaluate(Split split, Recipe recipe) {
    SplitRows rows = source.rows(split, recipe);
    int size = rows.reader().size();
    return open(split, rows, () -> EpochOrder.table(size, config.loading().evalBatchSize()));
  }

  /** The loader closes the rows; where none comes to be, they are closed here. */
  private Dataloader<B> open(Split split, SplitRows rows, Supplier<EpochOrder> order) {
    LoadConfig loading = config.loading();
    LoaderOptions options =
        new LoaderOptions(
            split == Split.TRAIN ? loading.trainBatchSize() : loading.evalBatchSize(),
            loading.numWorkers(),
            LoaderOptions.PREFETCH_BYTES,
            loading.onBadSample());
    try {
      LoaderInput input = new LoaderInput(rows.reader(), new LoggedOrder(order.get(), split));
      Dataloader<B> loader = new Dataloader<>(input, options, maker);
      rows.leftOut().forEach(loader::quarantine);
      open.add(loader);
      return loader;
    } catch (RuntimeException e) {
      rows.reader().close();
      throw e;
    }
  }

  @Override
  public void close() {
    open.forEach(Dataloader::close);
  }
}
