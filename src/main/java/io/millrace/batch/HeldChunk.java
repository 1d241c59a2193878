package io.millrace.batch;

import io.millrace.sample.UnreadableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A chunk in memory, or what is left of it in this epoch. All but filling and waiting is done under
 * the lock of its {@link ChunkMemory}.
 */
final class HeldChunk {
  private int given;
  private int users;
  private long used;
  private CompletableFuture<Chunk> content; // null before it is read, and once it is freed

  /** Reads the bytes. */
  interface Source {
    Chunk read() throws IOException;
  }

  /** Whether the caller must fill it. */
  boolean begin() {
    if (content != null) {
      return false;
    }

    content = new CompletableFuture<>();
    return true;
  }

  void use(long now) {
    users++;
    used = now;
  }

  /** Somebody has looked at it, but no row of it has been given. */
  void leave() {
    users--;
  }

  /** One row has been given. */
  void give() {
    users--;
    given++;
  }

  long used() {
    return used;
  }

  /** Whether nobody needs it any more, if so many rows are asked for. */
  boolean isGiven(int rows) {
    return users == 0 && given >= rows;
  }

  /** Whether it has bytes that nobody uses now. */
  boolean isIdle() {
    return users == 0 && content != null && content.isDone() && !content.isCompletedExceptionally();
  }

  /** Takes the bytes out, if there are any; nobody uses them. */
  Optional<Chunk> empty() {
    CompletableFuture<Chunk> gone = content;
    content = null;
    return gone == null || gone.isCompletedExceptionally()
        ? Optional.empty()
        : Optional.of(gone.join());
  }

  /** For a user: whether it was read, or could not be. */
  boolean isReady() {
    return content.isDone();
  }

  /** For a user: waits until it is ready. */
  void await() {
    content.handle((chunk, failure) -> true).join();
  }

  /** For the one that began it; a failure is for those who want it. */
  void fill(Source source) {
    CompletableFuture<Chunk> target = content;
    try {
      target.complete(source.read());
    } catch (UncheckedIOException e) {
      target.completeExceptionally(e.getCause());
    } catch (IOException | RuntimeException | Error e) {
      target.completeExceptionally(e);
    }
  }

  /**
   * For a user: what was read. Every one gets a failure of its own, since traces and suppressed
   * exceptions are not shared.
   */
  Chunk chunk() throws IOException {
    try {
      return content.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UnreadableException cause) {
        throw new UnreadableException(cause.reason(), cause.getMessage(), cause);
      }
      if (e.getCause() instanceof IOException cause) {
        throw new IOException(cause.getMessage(), cause);
      }
      throw e;
    }
  }
}
