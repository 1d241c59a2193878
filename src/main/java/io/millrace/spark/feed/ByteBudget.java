package io.millrace.spark.feed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;

/**
 * What tasks of one process may hold outside its heap: chunks, batches decoded ahead, batches in
 * use. A task reserves all that it needs before it opens anything, so that no two wait for each
 * other; one alone always gets what it asks for. First come, first served.
 */
final class ByteBudget {
  /** Setting of the bytes, such as {@code 2g}; by default half of what the JVM allows. */
  static final String TOTAL = "spark.millrace.memory";

  private static final long LOOK_MILLIS = 200;

  private final long total;
  private final Deque<Object> waiting = new ArrayDeque<>();
  private final Map<Long, Integer> holders = new HashMap<>();
  private long held;

  /** What gives a reservation back; a second close does nothing. */
  interface Reservation extends AutoCloseable {
    @Override
    void close();
  }

  /** The budget of this process, made of its settings at first use. */
  private static final class Executor {
    private static final ByteBudget BUDGET = new ByteBudget(configured());

    private static long configured() {
      SparkEnv env = SparkEnv.get();
      long half = DirectMemory.allowed() / 2;
      return env == null ? half : env.conf().getSizeAsBytes(TOTAL, half + "b");
    }
  }

  ByteBudget(long total) {
    this.total = total;
  }

  /** The one of this process. */
  static ByteBudget executor() {
    return Executor.BUDGET;
  }

  /** Bytes that may be held together. */
  long total() {
    return total;
  }

  /** Bytes that are held. */
  synchronized long held() {
    return held;
  }

  /**
   * Waits until there is room. A task that holds bytes already never waits, for it would wait for
   * itself.
   *
   * @throws TaskKilledException if the task is ended meanwhile
   */
  synchronized Reservation reserve(long bytes) {
    long holder = holder();
    Object turn = new Object();
    waiting.add(turn);
    try {
      while (!holders.containsKey(holder) && (waiting.peek() != turn || !hasRoom(bytes))) {
        wait(LOOK_MILLIS);
        refuseKilled();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskKilledException();
    } finally {
      waiting.remove(turn);
      notifyAll();
    }

    return take(holder, bytes);
  }

  /**
   * The same without waiting, for ranks: two of them that wait for each other would never end.
   *
   * @throws IllegalStateException saying how much is missing
   */
  synchronized Reservation reserveNow(long bytes) {
    if (!hasRoom(bytes)) {
      throw new IllegalStateException(
          "Cannot reserve %d MiB for batches: %d of %d MiB are taken by other tasks of this executor (raise %s or the executor's memory, or give smaller batches)"
              .formatted(bytes >> 20, held >> 20, total >> 20, TOTAL));
    }

    return take(holder(), bytes);
  }

  private boolean hasRoom(long bytes) {
    return held == 0 || held + bytes <= total;
  }

  private Reservation take(long holder, long bytes) {
    held += bytes;
    holders.merge(holder, 1, Integer::sum);
    return new Held(holder, bytes)::close;
  }

  private final class Held {
    private final long holder;
    private final long bytes;
    private boolean closed;

    Held(long holder, long bytes) {
      this.holder = holder;
      this.bytes = bytes;
    }

    void close() {
      synchronized (ByteBudget.this) {
        if (!closed) {
          closed = true;
          held -= bytes;
          holders.computeIfPresent(holder, (id, count) -> count == 1 ? null : count - 1);
          ByteBudget.this.notifyAll();
        }
      }
    }
  }

  /** Spark does not interrupt tasks that it has given up: it only sets a flag. */
  private static void refuseKilled() {
    TaskContext task = TaskContext.get();
    if (task != null && task.isInterrupted()) {
      throw new TaskKilledException();
    }
  }

  /** The task, or the thread where there is none. */
  private static long holder() {
    TaskContext task = TaskContext.get();
    return task == null ? -1 - Thread.currentThread().getId() : task.taskAttemptId();
  }
}
