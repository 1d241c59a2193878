package io.millrace.report.twins;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Pictures whose hash is near that of one of an earlier subset and the same category. Pictures with
 * the same pixels are not among them.
 */
public final class NearTwins {
  /** At most that apart are near twins, where 1 is the usual distance of two pictures. */
  public static final double FARTHEST = 0.25;

  /** Candidates that are kept: about 32 MB of them. */
  public static final int MOST = 1 << 20;

  /** Each picture brings the nearest by hash, of which the comparison then takes one. */
  private static final int EACH = 8;

  /** Hashes that are looked at for one picture: all of a category of 65,000, however alike. */
  private static final int LOOKS = 1 << 18;

  private final PrintTable table;
  private final ExactTwins exact;
  private final int most;
  private final PriorityQueue<Candidate> nearest =
      new PriorityQueue<>(Candidate.NEAREST.reversed());
  private long dropped;

  private NearTwins(PrintTable table, ExactTwins exact, int most) {
    this.table = table;
    this.exact = exact;
    this.most = most;
  }

  /** Looks at all pictures and keeps {@link #MOST} candidates, the nearest by hash. */
  public static NearTwins of(PrintTable table, ExactTwins exact) {
    return of(table, exact, MOST);
  }

  static NearTwins of(PrintTable table, ExactTwins exact, int most) {
    NearTwins twins = new NearTwins(table, exact, most);
    int[] categories =
        IntStream.range(0, table.size())
            .map(table::category)
            .filter(category -> category != PrintTable.BLIND)
            .distinct()
            .toArray();
    for (int category : categories) {
      twins.search(category);
    }

    return twins;
  }

  private int[] places(int category) {
    return IntStream.range(0, table.size())
        .filter(place -> table.category(place) == category)
        .toArray();
  }

  private void search(int category) {
    int[] places = places(category);
    int last = IntStream.of(places).map(table::homeCode).max().orElse(0);
    int[] earlier = IntStream.of(places).filter(place -> table.homeCode(place) < last).toArray();
    HashIndex index = new HashIndex(IntStream.of(earlier).mapToLong(table::hash).toArray());
    for (int place : places) {
      if (table.homeCode(place) > 0 && !exact.isLater(place)) {
        NavigableSet<Candidate> few = new TreeSet<>(Candidate.NEAREST);
        boolean all = index.within(table.hash(place), LOOKS, it -> offer(few, earlier[it], place));
        dropped += all ? 0 : 1;
        few.forEach(this::keep);
      }
    }
  }

  private void offer(NavigableSet<Candidate> few, int earlier, int place) {
    if (table.homeCode(earlier) >= table.homeCode(place)) {
      return;
    }

    int bits = Long.bitCount(table.hash(earlier) ^ table.hash(place));
    if (few.size() == EACH && bits >= few.last().bits()) {
      return; // ties go to the first place, which buckets give first
    }

    few.add(new Candidate(earlier, place, bits));
    if (few.size() > EACH) {
      few.pollLast();
    }
  }

  private void keep(Candidate candidate) {
    nearest.add(candidate);
    if (nearest.size() > most) {
      nearest.poll();
      dropped++;
    }
  }

  /** The candidates, the nearest by hash first. */
  public List<Candidate> candidates() {
    List<Candidate> all = new ArrayList<>(nearest);
    all.sort(Candidate.NEAREST);
    return all;
  }

  /**
   * The candidates in parts, each with so many earlier pictures at most, and each picture in one of
   * them.
   */
  public List<List<Candidate>> rounds(int pictures) {
    List<Candidate> all = new ArrayList<>(nearest);
    all.sort(Candidate.BY_EARLIER);
    List<List<Candidate>> rounds = new ArrayList<>();
    int start = 0;
    int different = 0;
    for (int i = 0; i < all.size(); i++) {
      different += i == start || all.get(i).earlier() != all.get(i - 1).earlier() ? 1 : 0;
      if (different > pictures) {
        rounds.add(all.subList(start, i));
        start = i;
        different = 1;
      }
    }

    if (start < all.size()) {
      rounds.add(all.subList(start, all.size()));
    }

    return rounds;
  }

  /** Candidates that were too many to keep, and pictures with too many of them to look at all. */
  public long dropped() {
    return dropped;
  }
}
