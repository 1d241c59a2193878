package io.millrace.spark.job;

import io.millrace.spark.hadoop.Writers;
import java.util.Objects;

/**
 * How a store is prepared.
 *
 * @param shardBytes of a shard, about; >= 1
 * @param maxBad bad samples that may be left out, those found before included; >= 0
 * @param writers how many may commit to the store at once
 */
public record PrepareRules(long shardBytes, int maxBad, Writers writers) {
  public PrepareRules {
    Objects.requireNonNull(writers, "writers");
    if (shardBytes < 1 || maxBad < 0) {
      throw new IllegalArgumentException(
          "Invalid rules: shards of %d bytes, %d bad samples (must be >= 1 and >= 0)"
              .formatted(shardBytes, maxBad));
    }
  }
}
