package io.millrace.spark.job;

import io.millrace.sample.Field;
import io.millrace.store.ShardTensor;
import java.nio.ByteBuffer;

/** Reads source files out of a packed store, one thread after the other. */
record PackedFiles(StoredRows rows) implements Fetch {
  @Override
  public synchronized Fetched fetch(Member member) {
    Fetched files = new Fetched(member);
    for (Field field : Field.values()) {
      if (member.file(field).exists()) {
        ShardTensor tensor = ShardTensor.of(field);
        files.with(field, () -> copy(rows.row(member.packed(), tensor).orElseThrow()));
      }
    }

    return files;
  }

  private static byte[] copy(ByteBuffer row) {
    byte[] bytes = new byte[row.remaining()];
    row.get(bytes);
    return bytes;
  }
}
