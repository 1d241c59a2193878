package io.millrace.spark.job;

import io.millrace.spark.job.ShardResult.Work;
import io.millrace.store.Snapshot;
import java.util.Objects;

/**
 * What a prepare did.
 *
 * @param snapshot the store's newest snapshot, which says what was prepared
 * @param outcome whether this run wrote it
 * @param samples what was done for them
 * @param shards how many shards there are, and how many this run put together
 * @param bytes read and stored
 */
public record PrepareReport(
    Snapshot snapshot, Outcome outcome, Samples samples, Shards shards, Bytes bytes) {
  public PrepareReport {
    Objects.requireNonNull(snapshot, "snapshot");
    Objects.requireNonNull(outcome, "outcome");
  }

  /** Whether anything was written. */
  public enum Outcome {
    COMMITTED,
    UNCHANGED
  }

  /**
   * Counts of samples.
   *
   * @param decoded read from their files; of a packed store, their headers were
   * @param copied from shards of the snapshot before
   * @param reused in shards that an earlier run had finished
   * @param leftOut bad ones
   */
  public record Samples(long decoded, long copied, long reused, long leftOut) {}

  /**
   * Counts of shards.
   *
   * @param all of the snapshot
   * @param kept of the snapshot before, as they were
   * @param made by this run
   */
  public record Shards(int all, int kept, int made) {}

  /**
   * Counts of bytes.
   *
   * @param in of source files and copied rows
   * @param out of shards that this run made
   */
  public record Bytes(long in, long out) {}

  static PrepareReport of(Snapshot snapshot, Outcome outcome, Work work, Shards shards) {
    return new PrepareReport(
        snapshot,
        outcome,
        new Samples(work.decoded(), work.copied(), work.reused(), snapshot.quarantine().size()),
        shards,
        new Bytes(work.bytesIn(), work.bytesOut()));
  }
}
