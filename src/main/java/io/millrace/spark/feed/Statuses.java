package io.millrace.spark.feed;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * The newest status of each rank. On an executor it holds that of one rank, which other threads set
 * while the heartbeat reads it.
 */
final class Statuses extends AccumulatorV2<RankStatus, List<RankStatus>> {
  private static final long serialVersionUID = 1L;

  private volatile TreeMap<Integer, RankStatus> newest = new TreeMap<>(); // never changed in place

  @Override
  public boolean isZero() {
    return newest.isEmpty();
  }

  @Override
  public AccumulatorV2<RankStatus, List<RankStatus>> copy() {
    Statuses copy = new Statuses();
    copy.newest = newest;
    return copy;
  }

  @Override
  public void reset() {
    newest = new TreeMap<>();
  }

  @Override
  public synchronized void add(RankStatus status) {
    TreeMap<Integer, RankStatus> changed = new TreeMap<>(newest);
    changed.merge(status.seat().rank(), status, (old, other) -> other.isAfter(old) ? other : old);
    newest = changed;
  }

  @Override
  public void merge(AccumulatorV2<RankStatus, List<RankStatus>> other) {
    other.value().forEach(this::add);
  }

  @Override
  public List<RankStatus> value() {
    Map<Integer, RankStatus> now = newest;
    return List.copyOf(now.values());
  }
}
