package io.millrace.store;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A finished shard on a local disk.
 *
 * @param path the local file; whoever closes the {@link ShardWriter} deletes it
 * @param file what a snapshot says of it
 */
public record SpooledShard(Path path, ShardEntry.File file) {
  public SpooledShard {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(file, "file");
  }
}
