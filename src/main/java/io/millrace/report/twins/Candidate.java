package io.millrace.report.twins;

import java.util.Comparator;

/**
 * Two pictures of two subsets, by their places.
 *
 * @param earlier in the earlier subset
 * @param later in the later one
 * @param bits that their hashes differ in; 0 for the same pixels
 */
public record Candidate(int earlier, int later, int bits) {
  /** The nearest first; places decide between equals. */
  static final Comparator<Candidate> NEAREST =
      Comparator.comparingInt(Candidate::bits)
          .thenComparingInt(Candidate::later)
          .thenComparingInt(Candidate::earlier);

  /** By their places. */
  static final Comparator<Candidate> BY_EARLIER =
      Comparator.comparingInt(Candidate::earlier).thenComparingInt(Candidate::later);
}
