package io.millrace.report.profile;

import io.millrace.sample.Split;
import java.util.List;
import java.util.Objects;

/**
 * Leakage: pictures that are in two subsets, under two names. A sample that the division itself
 * puts into two subsets is no twin.
 *
 * @param leaks how many samples of a subset have a twin in an earlier one (train, val, test)
 * @param pairs some of them, exact ones first, then the nearest: a sample with its nearest twin of
 *     an earlier subset
 * @param unchecked near pairs by their hashes that were too many to be compared closely; 0 nearly
 *     always
 */
public record Twins(List<Leak> leaks, List<Pair> pairs, long unchecked) {
  public Twins {
    leaks = List.copyOf(leaks);
    pairs = List.copyOf(pairs);
  }

  /** How alike two pictures are. */
  public enum Kind {
    /** The same pixels, in files that may differ. */
    EXACT,
    /** Nearly the same: encoded again, resized, a little brighter, moved or cropped. */
    NEAR
  }

  /**
   * How many samples of a later subset have a twin in an earlier one.
   *
   * @param earlier train or val
   * @param later val or test
   */
  public record Leak(Kind kind, Split earlier, Split later, long samples) {
    public Leak {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(earlier, "earlier");
      Objects.requireNonNull(later, "later");
    }
  }

  /**
   * Two pictures.
   *
   * @param distance 0 for the same pixels, 1 for as different as two pictures of the category
   *     usually are
   */
  public record Pair(Kind kind, Side earlier, Side later, double distance) {
    public Pair {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(earlier, "earlier");
      Objects.requireNonNull(later, "later");
    }
  }

  /** One of them. */
  public record Side(Example.Title title, Thumb picture) {
    public Side {
      Objects.requireNonNull(title, "title");
      Objects.requireNonNull(picture, "picture");
    }
  }
}
