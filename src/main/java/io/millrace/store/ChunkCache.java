package io.millrace.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Chunks of remote shards on a local disk, bounded by bytes and by the disk's free space. What the
 * plan needs furthest in the future goes first (Belady, 1966), and a chunk that would have to go at
 * once is not kept at all. Processes of one host may share a folder; each may go over the limit by
 * 1/32 of it. Safe for use by several threads.
 */
public final class ChunkCache {
  /** Part of the limit that is freed at once, so that the folder is not listed for each chunk. */
  private static final int SLACK = 32;

  private final CacheFolder folder;
  private final CacheLimits limits;
  private final AtomicLong hits = new AtomicLong();
  private final AtomicLong misses = new AtomicLong();
  private final AtomicLong damaged = new AtomicLong();
  private final AtomicLong unwritten = new AtomicLong();

  /** Bytes that may be added before the folder must be listed again. */
  private long room;

  private ChunkCache(CacheFolder folder, CacheLimits limits) {
    this.folder = folder;
    this.limits = limits;
  }

  /** A cache in a local folder that holds nothing else; it is made if need be. */
  public static ChunkCache open(Path folder, CacheLimits limits) throws IOException {
    Objects.requireNonNull(limits, "limits");
    return new ChunkCache(new CacheFolder(Files.createDirectories(folder)), limits);
  }

  /**
   * Fills a buffer, from its position to its limit, with a chunk, from the local disk if it is
   * there; both stay where they are. Its bytes are checked wherever they come from.
   *
   * @throws io.millrace.sample.UnreadableException if the shard itself is damaged
   */
  public void read(CachedChunk chunk, ByteBuffer target) throws IOException {
    if (readLocal(chunk, target)) {
      hits.incrementAndGet();
      folder.setNext(chunk.fileName(), Math.min(chunk.next(), CachedChunk.NEVER));
      return;
    }

    misses.incrementAndGet();
    chunk.shard().readChunk(chunk.tensor(), chunk.chunk(), target);
    keep(chunk, target);
  }

  private boolean readLocal(CachedChunk chunk, ByteBuffer target) throws IOException {
    if (!folder.read(chunk.fileName(), target.duplicate())) {
      return false;
    }

    if (chunk.shard().isChunk(chunk.tensor(), chunk.chunk(), target)) {
      return true;
    }

    damaged.incrementAndGet();
    folder.delete(chunk.fileName());
    return false;
  }

  /** A cache that cannot be written to is slow, but no reason to end a training. */
  private void keep(CachedChunk chunk, ByteBuffer bytes) {
    long next = Math.min(chunk.next(), CachedChunk.NEVER);
    try {
      if (next < CachedChunk.NEVER && hasRoom(bytes.remaining(), chunk.now(), next)) {
        folder.write(chunk.fileName(), bytes.duplicate(), next);
      }
    } catch (IOException e) {
      unwritten.incrementAndGet();
    }
  }

  private synchronized boolean hasRoom(long bytes, long now, long next) throws IOException {
    if (bytes > room) {
      room = makeRoom(bytes, now, next);
    }

    if (bytes > room) {
      return false;
    }

    room -= bytes;
    return true;
  }

  /** Deletes what is needed later than a new chunk; returns for how many bytes there is room. */
  private long makeRoom(long bytes, long now, long next) throws IOException {
    List<CacheFolder.Held> held = folder.list();
    long used = held.stream().mapToLong(CacheFolder.Held::bytes).sum();
    long allowed = Math.min(limits.bytes(), used + folder.free() - limits.free());
    long slack = limits.bytes() / SLACK;
    Iterator<CacheFolder.Held> furthest =
        held.stream().sorted(Comparator.comparingLong(file -> -due(file, now))).iterator();
    while (used + Math.max(bytes, slack) > allowed && furthest.hasNext()) {
      CacheFolder.Held file = furthest.next();
      if (due(file, now) <= next) {
        break;
      }

      folder.delete(file.path());
      used -= file.bytes();
    }

    return Math.min(allowed - used, Math.max(bytes, slack));
  }

  /** What should have been read by now was left by a reader that is gone. */
  private static long due(CacheFolder.Held file, long now) {
    return file.next() < now ? Long.MAX_VALUE : file.next();
  }

  /** What it has done so far, in this process. */
  public CacheStats stats() {
    return new CacheStats(hits.get(), misses.get(), damaged.get(), unwritten.get());
  }
}
