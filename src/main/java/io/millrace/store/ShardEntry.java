package io.millrace.store;

import io.millrace.sample.Split;
import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A shard as a snapshot names it.
 *
 * @param file the shard's file, which does not know about splits
 * @param splits for each split that has rows here, how many of each chunk's rows are its own
 * @param index the part of the index that has a row for each of these
 * @param content sum of the hashes of the rows' contents, 64 hex digits: see {@link ContentSum}
 */
public record ShardEntry(
    File file, Map<Split, List<Integer>> splits, IndexPart index, String content)
    implements Serializable {
  public ShardEntry {
    Map<Split, List<Integer>> copy = new EnumMap<>(Split.class);
    splits.forEach((split, rows) -> copy.put(split, List.copyOf(rows)));
    splits = Collections.unmodifiableMap(copy);
  }

  /**
   * What a shard's file is.
   *
   * @param name 32 hex digits, the first of its bytes' SHA-256
   * @param bytes its length
   * @param rows samples in it
   * @param chunkRows rows of each chunk but the last, which may be shorter
   * @param head what comes before the first large tensor
   * @param checksums CRC-32C of every chunk of every large tensor
   */
  public record File(
      String name,
      long bytes,
      int rows,
      int chunkRows,
      Head head,
      Map<ShardTensor, List<Integer>> checksums)
      implements Serializable {
    public File {
      Map<ShardTensor, List<Integer>> copy = new EnumMap<>(ShardTensor.class);
      checksums.forEach((tensor, sums) -> copy.put(tensor, List.copyOf(sums)));
      checksums = Collections.unmodifiableMap(copy);
    }

    /** How many chunks it has. */
    public int chunks() {
      return (rows + chunkRows - 1) / chunkRows;
    }

    /** Rows of a chunk. */
    public int chunkRows(int chunk) {
      return Math.min(chunkRows, rows - chunk * chunkRows);
    }
  }

  /** The header and the small tensors: one small read. */
  public record Head(int bytes, int crc32c) implements Serializable {}

  /**
   * A part of the index.
   *
   * @param name 32 hex digits, the first of its bytes' SHA-256
   * @param bytes its length
   * @param rows a row for each sample and split
   */
  public record IndexPart(String name, long bytes, int rows) implements Serializable {}

  /** Rows of a split. */
  public int rows(Split split) {
    return splits.getOrDefault(split, List.of()).stream().mapToInt(Integer::intValue).sum();
  }
}
