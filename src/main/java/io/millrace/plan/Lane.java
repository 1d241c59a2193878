package io.millrace.plan;

import io.millrace.random.KeyMix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rows of one lane, the same in every epoch: a run of the shuffled chunks, as segments of
 * ordinals. Only its first and its last segment can be a part of a chunk.
 */
public final class Lane {
  /** Part of the key of the permutation of the chunks. */
  private static final long CHUNKS = 1;

  private final Chunks chunks;
  private final int[] order;
  private final Cut begin;
  private final Cut end;

  /**
   * A place between two rows of the shuffled chunks: before row {@code skip} of the chunk there.
   */
  private record Cut(int row, int place, int skip) {}

  private Lane(Chunks chunks, int[] order, Cut begin, Cut end) {
    this.chunks = chunks;
    this.order = order;
    this.begin = begin;
    this.end = end;
  }

  /** All lanes: they share the permutation of the chunks. */
  static List<Lane> deal(Chunks chunks, long seed, int lanes) {
    int[] order = order(chunks, seed);
    List<Cut> cuts = cuts(chunks, order, lanes);
    List<Lane> dealt = new ArrayList<>(lanes);
    for (int lane = 0; lane < lanes; lane++) {
      dealt.add(new Lane(chunks, order, cuts.get(lane), cuts.get(lane + 1)));
    }

    return List.copyOf(dealt);
  }

  /** The shuffled chunks; an empty chunk has its number in the shuffle, but makes no segment. */
  private static int[] order(Chunks chunks, long seed) {
    int[] order = KeyMix.permutation(chunks.count(), KeyMix.key(seed, CHUNKS));
    return IntStream.of(order).filter(chunk -> size(chunks, chunk) > 0).toArray();
  }

  private static List<Cut> cuts(Chunks chunks, int[] order, int lanes) {
    List<Cut> cuts = new ArrayList<>(lanes + 1);
    int place = 0;
    int before = 0;
    for (int lane = 0; lane <= lanes; lane++) {
      int row = (int) ((long) lane * chunks.rows() / lanes);
      while (place < order.length && size(chunks, order[place]) <= row - before) {
        before += size(chunks, order[place++]);
      }

      cuts.add(new Cut(row, place, row - before));
    }

    return cuts;
  }

  private static int size(Chunks chunks, int chunk) {
    return chunks.end(chunk) - chunks.start(chunk);
  }

  /** How many rows it has; those of two lanes differ by at most one. */
  public int rows() {
    return end.row - begin.row;
  }

  /** How many segments it has. */
  public int segments() {
    if (rows() == 0) {
      return 0;
    }

    return end.place - begin.place + (end.skip > 0 ? 1 : 0);
  }

  /** The chunk of which a segment is all or a part. */
  public int chunk(int segment) {
    return order[begin.place + segment];
  }

  /** The ordinal of a segment's first row. */
  public int from(int segment) {
    return chunks.start(chunk(segment)) + (segment == 0 ? begin.skip : 0);
  }

  /** The ordinal after a segment's last row. */
  public int to(int segment) {
    int place = begin.place + segment;
    return place == end.place ? chunks.start(order[place]) + end.skip : chunks.end(order[place]);
  }
}
