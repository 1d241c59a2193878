package io.millrace.batch;

import io.millrace.random.Draws;
import io.millrace.sample.FrameRange;
import io.millrace.sample.Label;
import io.millrace.sample.Task;
import io.millrace.store.ShardTensor;

/**
 * Clips of stored frames: rows of a shard that follow each other, in one chunk or several. Safe for
 * use by several threads.
 */
record StoredClips(ChunkMemory memory, StoredPixels pixels, Recipe rest) {
  /** Fills one row of a batch. */
  void read(PlacedSample placed, long epoch, SlotRow place) {
    int first = placed.row();
    int last = first + rest.contents().frames() - 1;
    int chunkRows = memory.source().entry(placed.shard()).chunkRows();
    // a clip's own draw, by the hash of its first frame's id, which is the clip's
    Draws draws =
        memory.read(
            placed,
            chunk -> {
              long hash = chunk.shard().sampleHash(first);
              Draws own = new Draws(rest.seed(), epoch, hash);
              new Part(placed, chunk, own, place).frames(0, first / chunkRows, chunkRows);
              return own;
            });
    for (int number = first / chunkRows + 1; number <= last / chunkRows; number++) {
      int from = number * chunkRows - first;
      int chunkNumber = number;
      memory.peek(
          placed,
          number,
          chunk -> {
            new Part(placed, chunk, draws, place).frames(from, chunkNumber, chunkRows);
            return from;
          });
    }
  }

  /** The frames of a clip that lie in one chunk. */
  private final class Part {
    private final PlacedSample placed;
    private final Chunk chunk;
    private final Draws draws;
    private final SlotRow place;

    private Part(PlacedSample placed, Chunk chunk, Draws draws, SlotRow place) {
      this.placed = placed;
      this.chunk = chunk;
      this.draws = draws;
      this.place = place;
    }

    void frames(int from, int number, int chunkRows) {
      FrameRange targets = rest.contents().clips().target().of(rest.contents().frames());
      int end = Math.min(rest.contents().frames(), (number + 1) * chunkRows - placed.row());
      for (int t = from; t < end; t++) {
        int row = placed.row() + t;
        pixels.image(chunk.row(ShardTensor.IMAGE, row), draws, place.slots().frame(place.row(), t));
        boolean target = t >= targets.first() && t < targets.end();
        if (target && rest.task() == Task.SEGMENTATION) {
          mask(row, t - targets.first());
        }
      }
    }

    private void mask(int row, int t) {
      var sink = place.slots().mask(place.row(), t);
      boolean abnormal = placed.sample().labelIndex() == Label.ABNORMAL;
      if (abnormal && chunk.has(ShardTensor.MASK)) {
        pixels.mask(chunk.row(ShardTensor.MASK, row), draws, sink);
      } else {
        sink.clear();
      }
    }
  }
}
