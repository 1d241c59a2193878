package io.millrace.train;

import io.millrace.feed.Checkpoint;
import io.millrace.feed.ModelWriter;
import io.millrace.feed.Peer;
import io.millrace.feed.RankProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ranks as threads of this JVM with real sockets between them, fed from memory.
 *
 * @param world how many
 * @param data their pictures
 * @param kept the newest checkpoint, or null
 */
record LocalRanks(int world, Data data, AtomicReference<Checkpoint> kept) {
  /** What is read: training and test pictures, rows of a global batch, pictures that are broken. */
  record Data(Pictures train, Pictures test, int globalBatch, BitSet broken) {}

  static LocalRanks of(int world, Data data) {
    return new LocalRanks(world, data, new AtomicReference<>());
  }

  static LocalRanks of(int world) {
    Pictures train = new Pictures("train", 8, 0, 16);
    return of(world, new Data(train, new Pictures("test", 2, 2, 16), 4, new BitSet()));
  }

  /** As many ranks as given on the same pictures, going on from the same checkpoint. */
  LocalRanks world(int other) {
    return new LocalRanks(other, data, kept);
  }

  /** What each rank does. */
  interface Work<R> {
    R run(LocalRank rank) throws Exception;
  }

  <R extends Serializable> List<R> run(RankProgram<R> program) throws Exception {
    return each(program::run);
  }

  /** Runs that on all ranks and gives their results, or the first rank's exception. */
  <R> List<R> each(Work<R> work) throws Exception {
    List<ServerSocket> listeners = new ArrayList<>();
    List<Peer> peers = new ArrayList<>();
    for (int rank = 0; rank < world; rank++) {
      ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      listeners.add(listener);
      peers.add(new Peer(rank, "127.0.0.1", listener.getLocalPort()));
    }

    ExecutorService threads = Executors.newFixedThreadPool(world);
    try {
      List<Callable<R>> tasks = new ArrayList<>();
      for (int rank = 0; rank < world; rank++) {
        LocalRank local = new LocalRank(this, rank, peers, listeners.get(rank));
        tasks.add(() -> work.run(local));
      }
      return results(threads.invokeAll(tasks));
    } finally {
      threads.shutdown();
      for (ServerSocket listener : listeners) {
        listener.close();
      }
    }
  }

  private static <R> List<R> results(List<Future<R>> futures) throws Exception {
    List<R> results = new ArrayList<>();
    for (Future<R> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Exception cause) {
          throw cause;
        }
        throw e;
      }
    }

    return results;
  }

  Optional<Checkpoint> restored() {
    return Optional.ofNullable(kept.get());
  }

  void keep(long globalStep, ModelWriter model) throws IOException {
    Path file = Files.createTempFile("millrace-checkpoint-", ".safetensors");
    file.toFile().deleteOnExit();
    try (OutputStream output = Files.newOutputStream(file)) {
      model.write(output);
    }

    kept.set(new Checkpoint(globalStep, 0, LocalRank.STATE, file));
  }
}
