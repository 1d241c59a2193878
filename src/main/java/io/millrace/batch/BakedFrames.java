package io.millrace.batch;

import io.millrace.item.TensorSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Frames after every operation, where no operation draws: a frame of several clips is resized once.
 * Bounded by bytes; the frame that was used longest ago goes first. Safe for use by several
 * threads.
 */
final class BakedFrames {
  /** Bytes that it keeps at most. */
  static final long BYTES = 64L << 20;

  private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private BufferPool pool = new BufferPool(0);

  /** A frame of a video. */
  record Key(String path, int index) {}

  /** Writes a frame that is not there yet. */
  interface Baking {
    void into(TensorSink target) throws IOException;
  }

  /** A frame; its threads wait for the first of them. */
  private static final class Entry {
    private final BufferPool pool;
    private ByteBuffer bytes; // null until it is baked, and once it is dropped
    private boolean dropped;

    private Entry(BufferPool pool) {
      this.pool = pool;
    }

    synchronized void fill(TensorSink target, Baking baking) throws IOException {
      if (bytes != null) {
        target.tensor().data().put(bytes.duplicate());
        return;
      }

      baking.into(target);
      if (!dropped) {
        bytes = pool.lease().put(target.tensor().data()).flip();
      }
    }

    synchronized void drop() {
      dropped = true;
      if (bytes != null) {
        pool.giveBack(bytes);
        bytes = null;
      }
    }
  }

  /** Fills a frame's place from here, or bakes it there and keeps a copy. */
  void frame(Key key, TensorSink target, Baking baking) throws IOException {
    entry(key, target.tensor().data().remaining()).fill(target, baking);
  }

  private synchronized Entry entry(Key key, int bytes) {
    if (pool.bytes() != bytes) { // the first frame, or videos of many sizes
      entries.clear();
      pool = new BufferPool(bytes);
    }

    Entry entry = entries.computeIfAbsent(key, any -> new Entry(pool));
    Iterator<Entry> oldest = entries.values().iterator();
    long most = Math.max(2, BYTES / Math.max(1, bytes));
    while (entries.size() > most) {
      oldest.next().drop();
      oldest.remove();
    }

    return entry;
  }
}
