package io.millrace.batch;

import io.millrace.item.HostBatch;
import io.millrace.item.HostTensor;
import io.millrace.item.ItemField;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.Sample;
import io.millrace.storage.LocalStorage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** A loader over drawn samples, and what it gave. */
record Loading(List<Sample> samples, Recipe recipe, LoaderOptions options, IntConsumer before) {
  static final long ROOM = 1 << 20;

  static Loading of(List<Sample> samples, int batchSize, int workers) {
    return new Loading(
        samples,
        Drawn.FIXED,
        new LoaderOptions(batchSize, workers, ROOM, OnBadSample.FAIL),
        ordinal -> {});
  }

  Loading with(Recipe other) {
    return new Loading(samples, other, options, before);
  }

  Loading with(OnBadSample policy) {
    return new Loading(
        samples,
        recipe,
        new LoaderOptions(
            options.batchSize(), options.numWorkers(), options.prefetchBytes(), policy),
        before);
  }

  Loading withRoomFor(int batches) {
    long bytes = batches * recipe.layout().orElseThrow().rowBytes() * options.batchSize();
    return new Loading(
        samples,
        recipe,
        new LoaderOptions(options.batchSize(), options.numWorkers(), bytes, options.onBadSample()),
        before);
  }

  /** Calls that on the worker's thread before a sample is read. */
  Loading before(IntConsumer call) {
    return new Loading(samples, recipe, options, call);
  }

  Dataloader<ImageBatch> open() {
    return open(ImageBatch::of);
  }

  /** A loader whose batches lose their numbers when their memory is given back. */
  Dataloader<ImageBatch> poisoning() {
    return open(
        (host, release) ->
            ImageBatch.of(
                host,
                () -> {
                  host.tensors().values().forEach(Loading::poison);
                  release.run();
                }));
  }

  private Dataloader<ImageBatch> open(BiFunction<HostBatch, Runnable, ImageBatch> maker) {
    FileRows rows = new FileRows(table(), new LocalStorage(), recipe);
    LoaderInput input =
        new LoaderInput(rows, EpochOrder.table(samples.size(), options.batchSize()));
    return new Dataloader<>(input, options, maker);
  }

  SampleTable table() {
    return new SampleTable() {
      @Override
      public int size() {
        return samples.size();
      }

      @Override
      public Sample at(int ordinal) {
        before.accept(ordinal);
        return samples.get(ordinal);
      }

      @Override
      public Optional<Sample> any() {
        return samples.stream().findFirst(); // nobody begins to read it
      }
    };
  }

  private static void poison(HostTensor tensor) {
    ByteBuffer data = tensor.data();
    while (data.hasRemaining()) {
      data.put((byte) 0x5A);
    }
  }

  /** The next epoch's batches, each as its ids and the first value of each of its pictures. */
  static List<List<String>> epoch(Dataloader<ImageBatch> loader) {
    List<List<String>> batches = new ArrayList<>();
    try (BatchStream<ImageBatch> stream = loader.iterator()) {
      while (stream.hasNext()) {
        batches.add(rows(stream.next()));
      }
    }

    return batches;
  }

  static List<String> rows(ImageBatch batch) {
    HostTensor images = batch.host().tensors().get(ItemField.IMAGE);
    return IntStream.range(0, batch.size())
        .mapToObj(
            i ->
                batch.sampleId().get(i)
                    + "="
                    + Math.round(255 * images.slice(i).data().getFloat(0)))
        .toList();
  }

  /** The threads of every loader that are alive. */
  static List<Thread> decoders() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("millrace-decode-"))
        .toList();
  }
}
