package io.millrace.plan;

import io.millrace.random.KeyMix;
import io.millrace.random.KeyOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The chunks in the order in which lanes take them. Those of one row each may be as many as there
 * are files, so they are not held: see {@link KeyOrder}. Others take four bytes each; an empty one
 * has its number in the shuffle, but no place.
 */
final class Deal {
  /** Integers that an order of single rows holds. */
  static final int HELD = 1 << 20;

  /** Part of the key of the permutation of the chunks. */
  private static final long CHUNKS = 1;

  private final Chunks chunks;
  private final boolean isSingle;
  private final KeyOrder single;
  private final int[] order;

  /**
   * A place between two rows of the shuffled chunks: before row {@code skip} of the chunk there.
   */
  record Cut(int row, int place, int skip) {}

  Deal(Chunks chunks, long seed) {
    this.chunks = chunks;
    this.isSingle = chunks instanceof EvenChunks even && even.size() == 1;
    long key = key(seed);
    if (isSingle) {
      this.single = new KeyOrder(chunks.count(), key, HELD);
      this.order = new int[0];
    } else {
      this.single = new KeyOrder(0, key, HELD);
      this.order =
          IntStream.of(KeyMix.permutation(chunks.count(), key))
              .filter(chunk -> size(chunk) > 0)
              .toArray();
    }
  }

  static long key(long seed) {
    return KeyMix.key(seed, CHUNKS);
  }

  /** Whether each chunk is a row. */
  boolean isSingle() {
    return isSingle;
  }

  Chunks chunks() {
    return chunks;
  }

  /** The chunk in a place. */
  int at(int place) {
    return isSingle ? single.at(place) : order[place];
  }

  /** The single rows in those places. */
  int[] at(int[] places) {
    return single.at(places);
  }

  /** Where so many lanes begin, and where the last one ends. */
  List<Cut> cuts(int lanes) {
    List<Cut> cuts = new ArrayList<>(lanes + 1);
    int place = 0;
    int before = 0;
    for (int lane = 0; lane <= lanes; lane++) {
      int row = begin(lane, lanes, chunks.rows());
      if (isSingle) {
        place = row;
        before = row;
      }

      while (place < order.length && size(order[place]) <= row - before) {
        before += size(order[place++]);
      }

      cuts.add(new Cut(row, place, row - before));
    }

    return cuts;
  }

  /** How many rows the lanes before one have. */
  static int begin(int lane, int lanes, int rows) {
    return (int) ((long) lane * rows / lanes);
  }

  private int size(int chunk) {
    return chunks.end(chunk) - chunks.start(chunk);
  }
}
