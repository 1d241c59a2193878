package io.millrace.spark.job;

import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.hadoop.ParquetIndex;
import io.millrace.store.Damage;
import io.millrace.store.InvalidStoreException;
import io.millrace.store.ShardEntry;
import io.millrace.store.Snapshot;
import io.millrace.store.Snapshots;
import io.millrace.store.StoreCheck;
import io.millrace.store.StorePaths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/** Reads a store again, a task a shard, and says what is not as its newest snapshot says. */
public final class Verify {
  private final JavaSparkContext spark;
  private final StorePaths paths;
  private final StoreCheck check;
  private final Snapshot snapshot;
  private final LongAccumulator done;

  private Verify(JavaSparkContext spark, StorePaths paths, StoreCheck check, Snapshot snapshot) {
    this.spark = spark;
    this.paths = paths;
    this.check = check;
    this.snapshot = snapshot;
    this.done = spark.sc().longAccumulator("shards verified");
  }

  /**
   * Opens the newest snapshot of a store; nothing else is read yet.
   *
   * @throws InvalidStoreException if there is none, or it cannot be understood
   */
  public static Verify of(SparkSession session, String store) throws IOException {
    try {
      return open(session, store);
    } catch (IOException e) {
      throw new IOException("Cannot verify %s: %s".formatted(store, e.getMessage()), e);
    }
  }

  private static Verify open(SparkSession session, String store) throws IOException {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    HadoopStorage storage = new HadoopStorage(spark.hadoopConfiguration());
    StorePaths paths = new StorePaths(storage.absolute(store));
    Snapshot snapshot =
        new Snapshots(storage, paths)
            .latest()
            .orElseThrow(
                () ->
                    new InvalidStoreException(
                        "Cannot verify %s: it has no snapshot (check the path)".formatted(store)));
    return new Verify(
        spark, paths, new StoreCheck(storage, paths, new ParquetIndex(storage)), snapshot);
  }

  /** The snapshot that is verified. */
  public Snapshot snapshot() {
    return snapshot;
  }

  /** How many shards have been read so far. */
  public long shardsDone() {
    return done.value();
  }

  /**
   * Everything that is damaged; what is wrong alone reaches the driver.
   *
   * @param deep how many samples, drawn by chance, have their sources read and decoded again
   */
  public List<Damage> run(int deep) throws IOException {
    List<Damage> found = new ArrayList<>(check.checkHistory());
    found.addAll(StoreCheck.checkWhole(snapshot));
    List<Row> work = work(deep);
    if (work.isEmpty()) {
      return found;
    }

    Broadcast<SerializableConfiguration> configuration =
        spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
    Broadcast<List<ShardEntry>> shards = spark.broadcast(new ArrayList<>(snapshot.shards()));
    spark.setJobGroup("millrace verify", "millrace verify: " + work.size() + " shards");
    try {
      spark
          .parallelize(work, work.size())
          .flatMap(new VerifyShard(configuration, paths, snapshot.facts(), shards, done))
          .collect()
          .forEach(row -> found.add(VerifyShard.damage(row)));
      return found;
    } finally {
      spark.clearJobGroup();
      configuration.destroy(true);
      shards.destroy(true);
    }
  }

  /** A row a shard: its number, and the rows of its index part that are looked at deeply. */
  private List<Row> work(int deep) {
    List<ShardEntry> shards = snapshot.shards();
    int rows = shards.stream().mapToInt(shard -> shard.index().rows()).sum();
    int[] chosen =
        new Random()
            .ints(0, Math.max(rows, 1))
            .distinct()
            .limit(Math.min(deep, rows))
            .sorted()
            .toArray();
    List<Row> work = new ArrayList<>();
    int first = 0;
    int next = 0;
    for (int shard = 0; shard < shards.size(); shard++) {
      int end = first + shards.get(shard).index().rows();
      List<Integer> own = new ArrayList<>();
      while (next < chosen.length && chosen[next] < end) {
        own.add(chosen[next++] - first);
      }

      work.add(RowFactory.create(shard, own.stream().mapToInt(Integer::intValue).toArray()));
      first = end;
    }

    return work;
  }
}
