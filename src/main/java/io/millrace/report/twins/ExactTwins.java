package io.millrace.report.twins;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Pictures that have the same pixels as one of an earlier subset. */
public final class ExactTwins {
  private final PrintTable table;
  private final long[] contents; // sorted
  private final BitSet later = new BitSet();
  private final List<Candidate> pairs = new ArrayList<>();

  private ExactTwins(PrintTable table) {
    this.table = table;
    this.contents = IntStream.range(0, table.size()).mapToLong(table::content).sorted().toArray();
  }

  /** Looks at all pictures. */
  public static ExactTwins of(PrintTable table) {
    ExactTwins twins = new ExactTwins(table);
    int[] first = twins.first();
    for (int place = 0; place < table.size(); place++) {
      int twin = first[twins.group(place)];
      if (table.homeCode(twin) < table.homeCode(place)) {
        twins.later.set(place);
        twins.pairs.add(new Candidate(twin, place, 0));
      }
    }

    return twins;
  }

  /** A number of the pictures that have the same pixels: equal values are searched alike. */
  private int group(int place) {
    return Arrays.binarySearch(contents, table.content(place));
  }

  /** The first picture of each group, of the earliest subset. */
  private int[] first() {
    int[] first = new int[table.size()];
    Arrays.fill(first, -1);
    for (int place = 0; place < table.size(); place++) {
      int group = group(place);
      first[group] = first[group] < 0 ? place : earlier(first[group], place);
    }

    return first;
  }

  private int earlier(int left, int right) {
    return table.homeCode(right) < table.homeCode(left) ? right : left;
  }

  /** Each picture that has twins in earlier subsets, with the first of them. */
  public List<Candidate> pairs() {
    return List.copyOf(pairs);
  }

  boolean isLater(int place) {
    return later.get(place);
  }
}
