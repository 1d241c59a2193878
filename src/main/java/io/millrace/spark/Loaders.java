package io.millrace.spark;

import io.millrace.batch.Batch;
import io.millrace.batch.Dataloader;
import io.millrace.batch.EpochOrder;
import io.millrace.batch.LoaderInput;
import io.millrace.batch.LoaderOptions;
import io.millrace.config.LoadConfig;
import io.millrace.item.HostBatch;
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
  private final LoadConfig loading;
  private final BiFunction<HostBatch, Runnable, B> maker;
  private final List<Dataloader<B>> open = new ArrayList<>();

  Loaders(LoadConfig loading, BiFunction<HostBatch, Runnable, B> maker) {
    this.loading = loading;
    this.maker = maker;
  }

  /** The loader closes the rows; where none comes to be, they are closed here. */
  Dataloader<B> open(Split split, SplitRows rows, Supplier<EpochOrder> order) {
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
