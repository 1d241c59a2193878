package io.millrace.spark.job;

import io.millrace.store.ShardTensor;
import io.millrace.store.StoreFacts;
import io.millrace.store.StoreKind;
import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * How samples fill shards. Nothing here depends on the cluster.
 *
 * @param imageBytes of one stored picture and its depth map; 0 where the files' own bytes are
 *     stored
 * @param shardBytes of a shard, about
 */
record ShardSizes(long imageBytes, long shardBytes) implements Serializable {
  static ShardSizes of(StoreFacts facts, long shardBytes) {
    boolean packed = facts.kind() == StoreKind.PACKED;
    long row = facts.image().imageBytes() + facts.rowBytes(ShardTensor.DEPTH);
    return new ShardSizes(packed ? 0 : row, shardBytes);
  }

  /** Shards of training samples, which are dealt by the hash of their ids; 0 for none. */
  int buckets(Load load) {
    if (load.rows() == 0) {
      return 0;
    }

    return Math.toIntExact(Math.max(1, (storedBytes(load) + shardBytes - 1) / shardBytes));
  }

  /** Bytes of the pictures of so many samples, as they will be stored. */
  long storedBytes(Load load) {
    return imageBytes == 0 ? load.bytes() : load.rows() * imageBytes;
  }

  /** What evaluation samples are cut by: rows where all are of one size, else bytes. */
  long weight(Member member) {
    return imageBytes == 0 ? Math.max(1, member.bytes()) : member.rows();
  }

  /** Weight of a shard of evaluation samples. */
  long limit() {
    return imageBytes == 0 ? shardBytes : Math.max(1, shardBytes / imageBytes);
  }

  /** Shards of evaluation samples of that weight together; 0 for none. */
  int pieces(long weight) {
    return Math.toIntExact((weight + limit() - 1) / limit());
  }

  /**
   * Samples and the bytes of their files.
   *
   * @param rows number of samples
   * @param bytes of all their files
   */
  record Load(long rows, long bytes) implements Serializable {
    static final Load NONE = new Load(0, 0);

    /** Of a row of {@link #row}: records do not cross Spark. */
    static Load of(Row row) {
      return new Load(row.getLong(0), row.getLong(1));
    }

    Row row() {
      return RowFactory.create(rows, bytes);
    }

    Load plus(Load other) {
      return new Load(rows + other.rows, bytes + other.bytes);
    }

    Load plus(Member member) {
      return new Load(rows + member.rows(), bytes + member.bytes());
    }
  }
}
