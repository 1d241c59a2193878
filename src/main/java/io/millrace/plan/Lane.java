package io.millrace.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one lane, the same in every epoch: a run of the shuffled chunks, as segments of
 * ordinals. Only its first and its last segment can be a part of a chunk.
 */
public final class Lane {
  private final Deal deal;
  private final Deal.Cut begin;
  private final Deal.Cut end;

  private Lane(Deal deal, Deal.Cut begin, Deal.Cut end) {
    this.deal = deal;
    this.begin = begin;
    this.end = end;
  }

  /** All lanes: they share the permutation of the chunks. */
  static List<Lane> deal(Chunks chunks, long seed, int lanes) {
    Deal deal = new Deal(chunks, seed);
    List<Deal.Cut> cuts = deal.cuts(lanes);
    List<Lane> dealt = new ArrayList<>(lanes);
    for (int lane = 0; lane < lanes; lane++) {
      dealt.add(new Lane(deal, cuts.get(lane), cuts.get(lane + 1)));
    }

    return List.copyOf(dealt);
  }

  /** How many rows it has; those of two lanes differ by at most one. */
  public int rows() {
    return end.row() - begin.row();
  }

  /** How many segments it has. */
  public int segments() {
    if (rows() == 0) {
      return 0;
    }

    return end.place() - begin.place() + (end.skip() > 0 ? 1 : 0);
  }

  /** Whether every segment is a chunk of one row. */
  boolean isSingle() {
    return deal.isSingle();
  }

  /** Chunks of single rows are rows; gives those of these segments. */
  int[] rows(int[] segments) {
    int[] places = new int[segments.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = begin.place() + segments[i];
    }

    return deal.at(places);
  }

  /** The chunk of which a segment is all or a part. */
  public int chunk(int segment) {
    return deal.at(begin.place() + segment);
  }

  /** The ordinal of a segment's first row. */
  public int from(int segment) {
    return deal.chunks().start(chunk(segment)) + (segment == 0 ? begin.skip() : 0);
  }

  /** The ordinal after a segment's last row. */
  public int to(int segment) {
    int chunk = chunk(segment);
    return begin.place() + segment == end.place()
        ? deal.chunks().start(chunk) + end.skip()
        : deal.chunks().end(chunk);
  }
}
