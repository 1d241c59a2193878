package io.millrace.cli;

import io.millrace.store.ShardEntry;
import io.millrace.store.StoredSplit;
import java.util.BitSet;
import java.util.LongSummaryStatistics;
import java.util.stream.IntStream;

/** What the ranks of a plan read: chunks of every large tensor, and the head of each shard. */
final class ReadCost {
  private final StoredSplit split;
  private final LongSummaryStatistics chunks = new LongSummaryStatistics();
  private final LongSummaryStatistics bytes = new LongSummaryStatistics();
  private final LongSummaryStatistics requests = new LongSummaryStatistics();
  private final BitSet once = new BitSet();
  private final BitSet again = new BitSet();
  private long bytesOnce;
  private long bytesRead;
  private long rereads;

  ReadCost(StoredSplit split) {
    this.split = split;
  }

  /** Adds a rank, which reads these chunks; rows is how many it reads one by one, 0 if none. */
  void add(IntStream numbers, int rows) {
    BitSet shards = new BitSet();
    long read = 0;
    long asked = 0;
    int[] all = numbers.toArray();
    for (int chunk : all) {
      int first = split.chunks().start(chunk);
      int shard = split.shard(first);
      ShardEntry.File file = split.snapshot().shards().get(shard).file();
      long size = bytes(file, split.chunk(first));
      count(chunk, size);
      read += size;
      asked += file.checksums().size();
      if (!shards.get(shard)) {
        shards.set(shard);
        read += file.head().bytes();
        asked++;
      }
    }

    chunks.accept(all.length);
    bytes.accept(read);
    requests.accept(asked);
    rereads = Math.max(rereads, rows);
  }

  private void count(int chunk, long size) {
    if (once.get(chunk)) {
      again.set(chunk);
    } else {
      once.set(chunk);
      bytesOnce += size;
    }

    bytesRead += size;
  }

  /** Exact for tensors; packed rows have sizes of their own, so a chunk counts as the mean one. */
  private static long bytes(ShardEntry.File file, int chunk) {
    return (file.bytes() - file.head().bytes()) * file.chunkRows(chunk) / file.rows();
  }

  /** Chunks of a rank. */
  LongSummaryStatistics chunks() {
    return chunks;
  }

  /** Bytes of a rank. */
  LongSummaryStatistics bytes() {
    return bytes;
  }

  /** Requests of a rank: a chunk of a large tensor, or the head of a shard. */
  LongSummaryStatistics requests() {
    return requests;
  }

  /** Bytes of chunks that all ranks read, over those of the chunks; 1 if there are none. */
  double amplification() {
    return bytesOnce == 0 ? 1 : (double) bytesRead / bytesOnce;
  }

  /** Chunks that more than one rank reads. */
  int shared() {
    return again.cardinality();
  }

  /** The most rows that a rank reads one by one. */
  long rereads() {
    return rereads;
  }
}
