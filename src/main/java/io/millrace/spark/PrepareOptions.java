package io.millrace.spark;

import io.millrace.item.Precision;
import io.millrace.spark.hadoop.Writers;
import io.millrace.store.StoreKind;
import java.util.Objects;

/**
 * How a store is prepared.
 *
 * @param kind what its shards hold
 * @param precision of stored pictures; of no consequence where the files' bytes are packed
 * @param shardBytes of a shard, about; >= 1
 * @param maxBad bad samples that are left out and listed; one more and nothing is committed; >= 0
 * @param audit how much is read before anything is written
 * @param writers how many may commit to the store at once
 */
public record PrepareOptions(
    StoreKind kind,
    Precision precision,
    long shardBytes,
    int maxBad,
    AuditDepth audit,
    Writers writers) {
  /** 128 MiB. */
  public static final long SHARD_BYTES = 128L << 20;

  public PrepareOptions {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(audit, "audit");
    Objects.requireNonNull(writers, "writers");
    if (precision == Precision.BINARY || shardBytes < 1 || maxBad < 0) {
      throw new IllegalArgumentException(
          "Invalid options: pictures as %s, shards of %d bytes, %d bad samples"
                  .formatted(precision.text(), shardBytes, maxBad)
              + " (not binary, >= 1, >= 0)");
    }
  }

  /** Pictures as numbers of 8 bits, all of one size. */
  public static PrepareOptions tensors() {
    return new PrepareOptions(
        StoreKind.TENSORS, Precision.UINT8, SHARD_BYTES, 0, AuditDepth.LISTING, Writers.MANY);
  }

  /** The files' own bytes. */
  public static PrepareOptions packed() {
    return new PrepareOptions(
        StoreKind.PACKED, Precision.UINT8, SHARD_BYTES, 0, AuditDepth.LISTING, Writers.MANY);
  }

  /** The same with other values of stored pictures. */
  public PrepareOptions withPrecision(Precision other) {
    return new PrepareOptions(kind, other, shardBytes, maxBad, audit, writers);
  }

  /** The same with shards of another size. */
  public PrepareOptions withShardBytes(long bytes) {
    return new PrepareOptions(kind, precision, bytes, maxBad, audit, writers);
  }

  /** The same with so many bad samples left out. */
  public PrepareOptions withMaxBad(int samples) {
    return new PrepareOptions(kind, precision, shardBytes, samples, audit, writers);
  }

  /** The same with another audit. */
  public PrepareOptions withAudit(AuditDepth depth) {
    return new PrepareOptions(kind, precision, shardBytes, maxBad, depth, writers);
  }

  /** The same with so many writers at once. */
  public PrepareOptions withWriters(Writers other) {
    return new PrepareOptions(kind, precision, shardBytes, maxBad, audit, other);
  }
}
