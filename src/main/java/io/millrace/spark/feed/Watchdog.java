package io.millrace.spark.feed;

import io.millrace.feed.Ranks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Knows which ranks have not moved for too long. Times are nanoseconds of any clock. */
final class Watchdog {
  private final Ranks.Patience patience;
  private final Map<Integer, Seen> ranks = new TreeMap<>();
  private final Set<Integer> warned = new HashSet<>();

  /** The last status in which a rank had moved, and when that came. */
  private record Seen(RankStatus status, long time) {}

  Watchdog(Ranks.Patience patience) {
    this.patience = patience;
  }

  /** News of a rank. */
  synchronized void saw(RankStatus status, long now) {
    Seen before = ranks.get(status.seat().rank());
    if (before != null && !status.isAfter(before.status)) {
      return;
    }

    boolean still =
        before != null
            && before.status.seat().equals(status.seat())
            && status.stand().isSame(before.status.stand());
    ranks.put(status.seat().rank(), new Seen(status, still ? before.time : now));
    if (!still) {
      warned.remove(status.seat().rank());
    }
  }

  /** Sentences about ranks that have just become too slow; each comes once. */
  synchronized List<String> warnings(long now) {
    List<String> found = new ArrayList<>();
    for (Seen seen : ranks.values()) {
      int rank = seen.status.seat().rank();
      if (isStill(seen, patience.warning(), now) && warned.add(rank)) {
        found.add(sentence(seen, now));
      }
    }

    return found;
  }

  /**
   * What is to be said once a rank has passed the limit; empty if none has. All that have stood for
   * half of it are told of: ranks wait for each other, and it is chance whose news came first.
   */
  synchronized List<String> passed(long now) {
    if (ranks.values().stream().noneMatch(seen -> isStill(seen, patience.limit(), now))) {
      return List.of();
    }

    return ranks.values().stream()
        .filter(seen -> isStill(seen, patience.limit().dividedBy(2), now))
        .map(seen -> sentence(seen, now))
        .toList();
  }

  private static boolean isStill(Seen seen, Duration least, long now) {
    boolean ended = seen.status.stand().phase() == io.millrace.feed.Phase.END;
    return !ended && now - seen.time >= least.toNanos();
  }

  private static String sentence(Seen seen, long now) {
    return seen.status.place()
        + " has not moved for "
        + Duration.ofNanos(now - seen.time).toSeconds()
        + " s";
  }
}
