package io.millrace.cli;

import io.millrace.cli.DecodeKernel.Pictures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that decode pictures side by side and share nothing but their number. */
final class KernelThreads implements AutoCloseable {
  private final ExecutorService pool;
  private final List<DecodeKernel> kernels = new ArrayList<>();

  KernelThreads(Pictures pictures, int threads) {
    this.pool = Executors.newFixedThreadPool(threads);
    for (int i = 0; i < threads; i++) {
      kernels.add(new DecodeKernel(pictures));
    }
  }

  /** Brings so many pictures to a batch, each file in turn. */
  void decode(int images) throws IOException {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (DecodeKernel kernel : kernels) {
      running.add(
          pool.submit(
              () -> {
                for (int i = next.getAndIncrement(); i < images; i = next.getAndIncrement()) {
                  kernel.tensor(i);
                }
                return null;
              }));
    }

    for (Future<?> each : running) {
      await(each);
    }
  }

  private static void await(Future<?> running) throws IOException {
    try {
      running.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot go on measuring: the thread was interrupted", e);
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
