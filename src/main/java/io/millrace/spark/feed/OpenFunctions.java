package io.millrace.spark.feed;

import io.millrace.feed.BatchFunction;
import io.millrace.feed.Device;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkEnv;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The functions that are open in this process: one for a call and device, which all tasks share.
 * One that nobody has used for a while is closed; a failure to open is not kept.
 */
final class OpenFunctions {
  /** Setting of how long a function stays open after its last task. */
  static final String IDLE = "spark.millrace.functions.idle";

  private static final String HALF_A_MINUTE = "30s";

  private static final Logger LOG = LoggerFactory.getLogger(OpenFunctions.class);

  private final Later later;
  private final Map<Key, Shared> shared = new HashMap<>();

  /**
   * Which function it is.
   *
   * @param call of {@code mapBatches}
   */
  record Key(String call, Device device) {}

  /** Runs something when functions have been idle for long enough. */
  @FunctionalInterface
  interface Later {
    void run(Runnable work);
  }

  /** A function in use. */
  interface Lease extends AutoCloseable {
    BatchFunction.Opened function();

    @Override
    void close();
  }

  /** Those of this process. */
  private static final class Executor {
    private static final OpenFunctions OPEN = open();

    private static OpenFunctions open() {
      OpenFunctions functions =
          new OpenFunctions(
              work ->
                  CompletableFuture.delayedExecutor(idleMillis(), TimeUnit.MILLISECONDS)
                      .execute(work));
      Runtime.getRuntime().addShutdownHook(new Thread(functions::closeIdle));
      return functions;
    }

    private static long idleMillis() {
      SparkEnv env = SparkEnv.get();
      return env == null ? 0 : env.conf().getTimeAsMs(IDLE, HALF_A_MINUTE);
    }
  }

  OpenFunctions(Later later) {
    this.later = later;
  }

  static OpenFunctions executor() {
    return Executor.OPEN;
  }

  private static final class Shared {
    private int users;
    private long uses;
    private BatchFunction.Opened function; // null until it is open

    private synchronized BatchFunction.Opened open(Callable<BatchFunction.Opened> opening)
        throws Exception {
      if (function == null) {
        function = opening.call();
      }

      return function;
    }

    private synchronized void close() {
      try {
        if (function != null) {
          function.close();
        }
      } catch (RuntimeException e) { // no task is left that could fail
        LOG.warn("Cannot close a function of mapBatches", e);
      }
    }
  }

  /** Opens the function, or shares it; others wait for the one that opens it. */
  Lease lease(Key key, Callable<BatchFunction.Opened> opening) throws Exception {
    Shared taken = take(key);
    try {
      BatchFunction.Opened function = taken.open(opening);
      return new Leased(key, taken, function);
    } catch (Exception | Error e) {
      release(key, taken);
      throw e;
    }
  }

  private final class Leased implements Lease {
    private final Key key;
    private final Shared taken;
    private final BatchFunction.Opened function;
    private boolean closed;

    Leased(Key key, Shared taken, BatchFunction.Opened function) {
      this.key = key;
      this.taken = taken;
      this.function = function;
    }

    @Override
    public BatchFunction.Opened function() {
      return function;
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        release(key, taken);
      }
    }
  }

  private synchronized Shared take(Key key) {
    Shared taken = shared.computeIfAbsent(key, unknown -> new Shared());
    taken.users++;
    taken.uses++;
    return taken;
  }

  private void release(Key key, Shared taken) {
    long uses;
    synchronized (this) {
      taken.users--;
      if (taken.users > 0) {
        return;
      }
      uses = taken.uses;
    }

    later.run(() -> closeUnused(key, taken, uses));
  }

  private void closeUnused(Key key, Shared taken, long uses) {
    synchronized (this) {
      if (taken.users > 0 || taken.uses != uses || !shared.remove(key, taken)) {
        return;
      }
    }

    taken.close();
  }

  /** Closes what no task uses; at the end of the process those in use are left to it. */
  void closeIdle() {
    List<Shared> idle = new ArrayList<>();
    synchronized (this) {
      shared.values().stream().filter(one -> one.users == 0).forEach(idle::add);
      shared.values().removeAll(idle);
    }

    idle.forEach(Shared::close);
  }
}
