package io.millrace.batch;

import io.millrace.store.ShardFile;
import io.millrace.store.ShardTensor;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * The bytes of some rows of a shard, checked. Owned by its {@link ChunkMemory}: valid only while
 * the reading that got it lasts.
 *
 * @param shard that it is of
 * @param bytes of each large tensor that was read
 */
record Chunk(ShardFile shard, Map<ShardTensor, ByteBuffer> bytes) {
  /** Whether that tensor was read: where a shard has no masks, all of them are zero. */
  boolean has(ShardTensor tensor) {
    return bytes.containsKey(tensor);
  }

  /** One row of a tensor, a view: a picture's numbers, or a file's bytes. */
  ByteBuffer row(ShardTensor tensor, int row) {
    return bytes.get(tensor).slice(shard.rowOffset(tensor, row), shard.rowBytes(tensor, row));
  }
}
