package io.millrace.batch;

import io.millrace.sample.Sample;
import java.util.Objects;

/**
 * A sample of a store.
 *
 * @param shard by its place in the snapshot
 * @param row of that shard
 */
public record PlacedSample(Sample sample, int shard, int row) {
  public PlacedSample {
    Objects.requireNonNull(sample, "sample");
  }
}
