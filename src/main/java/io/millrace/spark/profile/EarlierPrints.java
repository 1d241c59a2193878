package io.millrace.spark.profile;

import io.millrace.report.twins.Candidate;
import io.millrace.report.twins.Print;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * The prints of some earlier pictures, and the later ones that they are compared with. A class: it
 * is broadcast by whatever serializer Spark has been told to use.
 */
final class EarlierPrints implements Serializable {
  private static final long serialVersionUID = 1L;
  private final int[] laters; // rising, a place several times
  private final int[] earliers; // beside them
  private final int[] places; // of the prints, rising
  private final byte[][] prints;

  /**
   * For those pairs.
   *
   * @param taken place, row, print by place: of every earlier picture
   */
  EarlierPrints(List<Candidate> pairs, Map<Integer, Row> taken) {
    List<Candidate> sorted =
        pairs.stream()
            .sorted(Comparator.comparing(Candidate::later).thenComparing(Candidate::earlier))
            .toList();
    this.laters = sorted.stream().mapToInt(Candidate::later).toArray();
    this.earliers = sorted.stream().mapToInt(Candidate::earlier).toArray();
    this.places = Arrays.stream(earliers).sorted().distinct().toArray();
    this.prints = new byte[places.length][];
    Arrays.setAll(prints, i -> taken.get(places[i]).<byte[]>getAs(2));
  }

  /** The first of the pairs of a later picture; {@link #size} if it has none. */
  int first(int later) {
    int low = 0;
    int high = laters.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (laters[middle] < later) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }

    return low < laters.length && laters[low] == later ? low : laters.length;
  }

  int size() {
    return laters.length;
  }

  int later(int pair) {
    return laters[pair];
  }

  int earlier(int pair) {
    return earliers[pair];
  }

  Print print(int pair) {
    return Print.of(prints[Arrays.binarySearch(places, earliers[pair])]);
  }
}
