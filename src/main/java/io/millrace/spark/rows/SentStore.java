package io.millrace.spark.rows;

import io.millrace.batch.Recipe;
import io.millrace.batch.StoreOpening;
import io.millrace.item.BatchLayout;
import io.millrace.item.Size;
import io.millrace.sample.Split;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.hadoop.ParquetIndex;
import io.millrace.store.Snapshot;
import io.millrace.store.SnapshotJson;
import io.millrace.store.StoreFacts;
import io.millrace.store.StoreKind;
import io.millrace.store.StorePaths;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A store as an executor gets it.
 *
 * @param configuration of Hadoop's file systems
 * @param json the snapshot
 * @param paths of the store, absolute
 */
public record SentStore(
    Broadcast<SerializableConfiguration> configuration, Broadcast<byte[]> json, StorePaths paths)
    implements Serializable {
  /** Its file system. */
  public HadoopStorage storage() {
    return new HadoopStorage(configuration.value().value());
  }

  /** What it holds; read again at each call. */
  public Snapshot snapshot() {
    return SnapshotJson.read(json.value(), paths.root());
  }

  /**
   * What every row of a batch looks like, if that is known before any is read.
   *
   * @param rest on packed shards the whole recipe, on tensors what was not baked
   */
  public static Optional<BatchLayout> layout(StoreFacts facts, Recipe rest) {
    if (facts.kind() == StoreKind.PACKED) {
      return rest.layout();
    }

    Size stored = new Size(facts.image().height(), facts.image().width());
    Size size = rest.transforms().outputSize(stored);
    return Optional.of(new BatchLayout(size, rest.precision(), rest.contents()));
  }

  /**
   * * Its shards, about to be read.
   *
   * @param snapshot as {@link #snapshot} gave it
   * @param rest on packed shards the whole recipe, on tensors what was not baked
   */
  public StoreOpening opening(Snapshot snapshot, Recipe rest) {
    return new StoreOpening(storage(), paths, snapshot, rest);
  }

  /** The index of a subset of it. */
  public IndexRows index(Snapshot snapshot, Split split) {
    return new IndexRows(paths, snapshot, new ParquetIndex(storage()), split);
  }
}
