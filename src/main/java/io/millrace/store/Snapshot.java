package io.millrace.store;

import io.millrace.sample.Split;
import io.millrace.split.ValSplitMode;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One state of a store: the only thing that readers trust. Never changed once it is written.
 *
 * @param commit its number, parent and writer
 * @param facts what all samples have in common
 * @param shards in the order of the ordinals
 * @param quarantine the samples that were left out, by sample id
 */
public record Snapshot(
    Commit commit, StoreFacts facts, List<ShardEntry> shards, List<LeftOut> quarantine) {
  public Snapshot {
    Objects.requireNonNull(commit, "commit");
    Objects.requireNonNull(facts, "facts");
    shards = List.copyOf(shards);
    quarantine = List.copyOf(quarantine);
  }

  /**
   * Who wrote a snapshot and when in the store's history.
   *
   * @param number 1 and on
   * @param parent id of the snapshot before, empty for the first
   * @param token of the writer: tells one's own commit from another's
   */
  public record Commit(long number, String parent, String token) {}

  /** A sample that was left out: no path, for a snapshot has none. */
  public record LeftOut(String sampleId, String reason, String detail)
      implements java.io.Serializable {}

  /**
   * Its identity, 32 hex digits: the same data in the same shards has the same one wherever it lies
   * and whoever wrote it. Computed at each call, over all shards.
   */
  public String id() {
    return SnapshotJson.id(this);
  }

  /**
   * What the data is, 64 hex digits: sample ids, splits, labels, source bytes, transform, decoders
   * and types, whatever the shards. Computed at each call, over all shards.
   */
  public String fingerprint() {
    ContentSum sum = new ContentSum();
    shards.forEach(shard -> sum.add(shard.content()));
    return sum.fingerprint(facts.canonical());
  }

  /** Samples in its shards, of any split, each once. */
  public int samples() {
    if (!facts.dataset().contents().clips().exist()) {
      return rows();
    }

    int twice = facts.split().valMode() == ValSplitMode.SAME_AS_TEST ? count(Split.VAL) : 0;
    return Arrays.stream(Split.values()).mapToInt(this::count).sum() - twice;
  }

  /** Rows of its shards: samples, or of videos frames. */
  public int rows() {
    return shards.stream().mapToInt(shard -> shard.file().rows()).sum();
  }

  /** Rows of a split. */
  public int count(Split split) {
    return shards.stream().mapToInt(shard -> shard.rows(split)).sum();
  }
}
