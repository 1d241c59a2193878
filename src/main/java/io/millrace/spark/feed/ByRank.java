package io.millrace.spark.feed;

import org.apache.spark.Partitioner;

/** A partition for each rank, by {@link DealtRows#key}. */
final class ByRank extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int ranks;

  ByRank(int ranks) {
    this.ranks = ranks;
  }

  @Override
  public int numPartitions() {
    return ranks;
  }

  @Override
  public int getPartition(Object key) {
    return DealtRows.rank((Long) key);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByRank same && same.ranks == ranks;
  }

  @Override
  public int hashCode() {
    return ranks;
  }
}
