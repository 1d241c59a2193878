package io.millrace.spark;

import org.apache.spark.Partitioner;

/** A partition for each so many bytes; the key is an offset, a Long from 0. */
final class ByOffset extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int partitions;
  private final long bytes;

  private ByOffset(int partitions, long bytes) {
    this.partitions = partitions;
    this.bytes = bytes;
  }

  /** For offsets below {@code total}. */
  static ByOffset of(long total, long bytes) {
    long each = Math.max(1, bytes);
    return new ByOffset(Math.toIntExact(Math.max(1, (total + each - 1) / each)), each);
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  @Override
  public int getPartition(Object key) {
    return (int) ((Long) key / bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByOffset same && same.partitions == partitions && same.bytes == bytes;
  }

  @Override
  public int hashCode() {
    return 31 * partitions + Long.hashCode(bytes);
  }
}
