package io.millrace.spark.job;

import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Reads the files of members ahead of the one thread that takes them, in their order. What was read
 * and not taken, or is being read, is bounded by bytes; one member is always allowed.
 */
final class ReadAhead implements Closeable {
  private final Iterator<Member> members;
  private final Fetch fetch;
  private final long limit;
  private final ExecutorService readers;
  private final Queue<Pending> pending = new ArrayDeque<>();
  private Member next;
  private long bytes;
  private volatile boolean closed;

  /** One member whose files are under way. */
  private record Pending(long bytes, CompletableFuture<Fetched> files) {}

  /**
   * Begins nothing yet.
   *
   * @param members whose files are read, in order
   * @param fetch reads them; called by several threads if there are several
   */
  ReadAhead(Iterator<Member> members, Fetch fetch, Bounds bounds) {
    this.members = members;
    this.fetch = fetch;
    this.limit = bounds.bytes();
    this.readers = Executors.newFixedThreadPool(bounds.threads(), ReadAhead::thread);
    advance();
  }

  /** How many files are read at a time, and how many bytes may wait. */
  record Bounds(int threads, long bytes) {}

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "millrace-read");
    thread.setDaemon(true);
    return thread;
  }

  private void advance() {
    next = members.hasNext() ? members.next() : null;
  }

  /** The files of the next member, once they are read. */
  Fetched take() {
    fill();
    Pending first = pending.remove();
    try {
      Fetched files = first.files().join();
      bytes -= first.bytes();
      fill();
      return files;
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void fill() {
    while (next != null && (pending.isEmpty() || bytes + next.bytes() <= limit)) {
      Member member = next;
      bytes += member.bytes();
      pending.add(
          new Pending(member.bytes(), CompletableFuture.supplyAsync(() -> fetch(member), readers)));
      advance();
    }
  }

  private Fetched fetch(Member member) {
    return closed ? new Fetched(member) : fetch.fetch(member);
  }

  /** Reads that have begun end by themselves: an interrupt would close what others share. */
  @Override
  public void close() {
    closed = true;
    readers.shutdown();
  }
}
