package io.millrace.store;

import io.millrace.plan.Chunks;
import io.millrace.plan.LaneOrder;
import io.millrace.plan.TrainPlan;
import io.millrace.plan.TrainRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a cache is worth to readers that train by a plan: the lanes side by side, a window at a
 * time. Room is counted in rows.
 *
 * @param chunks of the split
 * @param rule of the training
 * @param epochs how many
 */
public record CacheSimulation(Chunks chunks, TrainRule rule, int epochs) {
  /**
   * A read of a chunk.
   *
   * @param lane whose window needs it
   * @param chunk of the split
   * @param next number of its next read, counted from 0; {@link CachedChunk#NEVER} if there is none
   */
  public record Read(int lane, int chunk, long next) {}

  /** Parts of all reads, 0 to 1, that two kinds of cache save. */
  public record HitRates(double planned, double leastRecentlyUsed) {}

  /** All reads, in order. */
  public List<Read> reads() {
    List<Read> reads = new ArrayList<>();
    TrainPlan plan = new TrainPlan(chunks, rule);
    for (int epoch = 0; epoch < epochs; epoch++) {
      addEpoch(plan, epoch, reads);
    }

    Map<Integer, Long> next = new HashMap<>();
    for (int i = reads.size() - 1; i >= 0; i--) {
      Read read = reads.get(i);
      long again = next.getOrDefault(read.chunk(), CachedChunk.NEVER);
      reads.set(i, new Read(read.lane(), read.chunk(), again));
      next.put(read.chunk(), (long) i);
    }

    return reads;
  }

  private void addEpoch(TrainPlan plan, int epoch, List<Read> reads) {
    List<Set<Integer>> held = new ArrayList<>();
    List<LaneOrder> orders = new ArrayList<>();
    for (int lane = 0; lane < rule.lanes(); lane++) {
      held.add(Set.of());
      orders.add(plan.order(lane, epoch));
    }

    for (int from = 0; from <= rowsOfLongestLane(); from += rule.window()) {
      for (int lane = 0; lane < rule.lanes(); lane++) {
        Set<Integer> window = window(orders.get(lane), from);
        for (int chunk : window) {
          if (!held.get(lane).contains(chunk)) {
            reads.add(new Read(lane, chunk, CachedChunk.NEVER));
          }
        }

        held.set(lane, window);
      }
    }
  }

  private int rowsOfLongestLane() {
    return chunks.rows() / rule.lanes() + 1;
  }

  /** The chunks of the window that begins at a position. */
  private Set<Integer> window(LaneOrder order, int from) {
    Set<Integer> window = new LinkedHashSet<>();
    int to = Math.min(from + rule.window(), order.rows());
    for (int position = from; position < to; position++) {
      window.add(chunkOf(order.at(position)));
    }

    return window;
  }

  private int chunkOf(int ordinal) {
    int low = 0;
    int high = chunks.count();
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (chunks.start(middle) <= ordinal) {
        low = middle;
      } else {
        high = middle;
      }
    }

    return low;
  }

  /** The hit rates of caches with room for that part, 0 to 1, of the rows. */
  public HitRates hitRates(double part) {
    List<Read> reads = reads();
    long room = (long) (part * chunks.rows());
    return new HitRates(
        (double) plannedHits(reads, room) / reads.size(),
        (double) recentHits(reads, room) / reads.size());
  }

  private int rows(int chunk) {
    return chunks.end(chunk) - chunks.start(chunk);
  }

  private int plannedHits(List<Read> reads, long room) {
    TreeMap<Long, Integer> held = new TreeMap<>();
    long used = 0;
    int hits = 0;
    for (int i = 0; i < reads.size(); i++) {
      Read read = reads.get(i);
      boolean hit = held.remove((long) i) != null;
      hits += hit ? 1 : 0;
      used += hit ? 0 : rows(read.chunk());
      held.put(
          read.next() == CachedChunk.NEVER ? CachedChunk.NEVER + i : read.next(), read.chunk());
      while (used > room) {
        used -= rows(held.pollLastEntry().getValue());
      }
    }

    return hits;
  }

  private int recentHits(List<Read> reads, long room) {
    LinkedHashMap<Integer, Integer> held = new LinkedHashMap<>(16, 0.75f, true);
    long used = 0;
    int hits = 0;
    for (Read read : reads) {
      if (held.get(read.chunk()) != null) {
        hits++;
        continue;
      }

      used += rows(read.chunk());
      held.put(read.chunk(), rows(read.chunk()));
      while (used > room) {
        var oldest = held.entrySet().iterator();
        used -= oldest.next().getValue();
        oldest.remove();
      }
    }

    return hits;
  }

  /** How many reads of an epoch each chunk takes on average; 1 but for those that two lanes cut. */
  public double readsAChunk() {
    int[] counts = new int[chunks.count()];
    reads().forEach(read -> counts[read.chunk()]++);
    return Arrays.stream(counts).average().orElse(0) / epochs;
  }
}
