package io.millrace.spark.job;

import io.millrace.sample.Field;
import java.nio.ByteBuffer;

/** Reads source files out of a packed store, one thread after the other. */
record PackedFiles(StoredRows rows) implements Fetch {
  @Override
  public synchronized Fetched fetch(Member member) {
    Fetched files = new Fetched(member).with(Field.IMAGE, () -> copy(rows.image(member.packed())));
    return member.mask().exists()
        ? files.with(Field.MASK, () -> copy(rows.mask(member.packed()).orElseThrow()))
        : files;
  }

  private static byte[] copy(ByteBuffer row) {
    byte[] bytes = new byte[row.remaining()];
    row.get(bytes);
    return bytes;
  }
}
