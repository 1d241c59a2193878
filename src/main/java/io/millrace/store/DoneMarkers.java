package io.millrace.store;

import io.millrace.storage.FileEntry;
import io.millrace.storage.WritableStorage;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Markers of work that is done: a run that is started again finds them and skips that work. Their
 * names are hashes of the work's inputs.
 */
public final class DoneMarkers {
  private final WritableStorage storage;
  private final StorePaths paths;

  /** The markers of a store. */
  public DoneMarkers(WritableStorage storage, StorePaths paths) {
    this.storage = storage;
    this.paths = paths;
  }

  /**
   * What a task made.
   *
   * @param shards the shard it wrote; none if all of its samples were left out
   * @param quarantine the samples that it left out
   */
  public record Done(List<ShardEntry> shards, List<Snapshot.LeftOut> quarantine)
      implements Serializable {
    public Done {
      shards = List.copyOf(shards);
      quarantine = List.copyOf(quarantine);
    }

    /** As JSON text, the same for equal values. */
    public String text() {
      return new String(write(this), StandardCharsets.UTF_8);
    }

    /** What {@link #text()} wrote. */
    public static Done of(String text) {
      return read(text.getBytes(StandardCharsets.UTF_8), "of a task");
    }
  }

  /** What was made of these inputs, if it was. */
  public Optional<Done> find(String hash) throws IOException {
    Optional<FileEntry> file = storage.find(paths.done(hash));
    if (file.isEmpty()) {
      return Optional.empty();
    }

    byte[] bytes = storage.read(paths.done(hash), file.get().length());
    return Optional.of(read(bytes, paths.done(hash)));
  }

  /**
   * Says what was made of these inputs.
   *
   * @throws IllegalStateException if something else was made of them before
   */
  public void put(String hash, Done done) throws IOException {
    if (storage.createIfAbsent(paths.done(hash), write(done))) {
      return;
    }

    Done before = find(hash).orElse(done);
    if (!before.equals(done)) {
      throw new IllegalStateException(
          "Cannot finish: the same input first gave %s and now %s, so something is not"
                  .formatted(describe(before), describe(done))
              + " deterministic (delete "
              + paths.done(hash)
              + " and compare the two)");
    }
  }

  private static String describe(Done done) {
    String samples = done.quarantine().size() + " samples left out";
    return done.shards().stream()
        .map(shard -> "shard %s with index %s".formatted(shard.file().name(), shard.index().name()))
        .findFirst()
        .map(shard -> shard + " and " + samples)
        .orElse(samples);
  }

  private static byte[] write(Done done) {
    return JsonText.pretty(
        json -> {
          json.writeStartObject();
          ShardJson.writeShards(json, done.shards());
          ShardJson.writeIndex(json, done.shards());
          ShardJson.writeQuarantine(json, done.quarantine());
          json.writeEndObject();
        });
  }

  private static Done read(byte[] file, String path) {
    try {
      JsonFields root = SnapshotJson.parse(file, "marker " + path);
      return new Done(SnapshotJson.shards(root), root.list("quarantine", ShardJson::readLeftOut));
    } catch (InvalidStoreException e) {
      throw new InvalidStoreException(
          "Invalid marker " + path + ": it is damaged (delete it: its work is then done again)", e);
    }
  }
}
