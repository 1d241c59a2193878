package io.millrace.spark.job;

import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.hadoop.ParquetIndex;
import io.millrace.store.DoneMarkers;
import io.millrace.store.ShardEntry;
import io.millrace.store.ShardPublisher;
import io.millrace.store.Snapshot;
import io.millrace.store.SnapshotJson;
import io.millrace.store.StorePaths;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;

/** What a task reads from and writes to. Opened when first used; for one thread. */
final class TaskStore implements Closeable {
  private static final int LOCAL_READS = 2;

  private final HadoopStorage storage;
  private final WriteShard.Stores stores;
  private final StorePaths paths;
  private final List<StoredRows> opened = new ArrayList<>();
  private StoredRows parent;
  private Fetch sources;

  TaskStore(Configuration configuration, StorePaths paths, WriteShard.Stores stores) {
    this.storage = new HadoopStorage(configuration);
    this.paths = paths;
    this.stores = stores;
  }

  /** A folder on one of the disks that Spark was given for such things. */
  Path spool() {
    File[] disks = SparkEnv.get().blockManager().diskBlockManager().localDirs();
    return disks[TaskContext.getPartitionId() % disks.length].toPath().resolve("millrace");
  }

  ShardPublisher publisher() {
    return new ShardPublisher(storage, paths, new ParquetIndex(storage));
  }

  DoneMarkers markers() {
    return new DoneMarkers(storage, paths);
  }

  /** What was made of these inputs, if all of it is still there. */
  Optional<DoneMarkers.Done> find(String key) throws IOException {
    Optional<DoneMarkers.Done> done = markers().find(key);
    boolean whole = done.isPresent();
    for (ShardEntry shard : done.map(DoneMarkers.Done::shards).orElse(List.of())) {
      whole &= has(paths.shard(shard.file().name()), shard.file().bytes());
      whole &= has(paths.index(shard.index().name()), shard.index().bytes());
    }

    return whole ? done : Optional.empty();
  }

  private boolean has(String path, long length) throws IOException {
    return storage.find(path).filter(file -> file.length() == length).isPresent();
  }

  /** The rows of the last snapshot. */
  StoredRows parent() {
    if (parent == null) {
      parent = rows(stores.parent().value(), paths);
    }

    return parent;
  }

  /** The source files, or the packed rows that stand for them. */
  Fetch sources() {
    if (sources == null) {
      sources =
          isPacked()
              ? new PackedFiles(rows(stores.packed().value(), stores.packedPaths()))
              : new SourceFiles(storage);
    }

    return sources;
  }

  private boolean isPacked() {
    return stores.packed().value().length > 0;
  }

  private StoredRows rows(byte[] json, StorePaths where) {
    Snapshot snapshot = SnapshotJson.read(json, where.snapshots());
    StoredRows rows = new StoredRows(storage, where, snapshot);
    opened.add(rows);
    return rows;
  }

  /** Reads videos, each in order, once. */
  VideoBaker videos(BakeOrder order) {
    return new VideoBaker(order, storage, this::refuseKilled);
  }

  ReadAhead readAhead(Iterator<Member> toRead, List<Member> all) throws IOException {
    int threads = isPacked() ? 1 : LOCAL_READS;
    if (!isPacked() && !storage.isLocal(all.get(0).image().path())) {
      threads = HadoopStorage.READS_A_CORE;
    }

    return new ReadAhead(
        toRead, sources(), new ReadAhead.Bounds(threads, ExecutorNeed.READ_AHEAD_BYTES));
  }

  /** Spark does not interrupt a task that it has given up: it only sets a flag. */
  void refuseKilled() {
    if (TaskContext.get().isInterrupted()) {
      throw new TaskKilledException();
    }
  }

  @Override
  public void close() throws IOException {
    for (StoredRows rows : opened) {
      rows.close();
    }
  }
}
