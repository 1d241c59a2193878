package io.millrace.cli;

import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.hadoop.ParquetIndex;
import io.millrace.store.InvalidStoreException;
import io.millrace.store.Snapshot;
import io.millrace.store.Snapshots;
import io.millrace.store.StorePaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/** A store on any file system, for commands that need no session. */
record OpenStore(HadoopStorage storage, StorePaths paths) {
  /** The store at that path, by the options of spark-submit, credentials too. */
  static OpenStore at(String store) {
    HadoopStorage storage = new HadoopStorage(settings());
    return new OpenStore(storage, asking(store, () -> new StorePaths(storage.absolute(store))));
  }

  private interface Question<T> {
    T ask() throws IOException;
  }

  private static <T> T asking(String store, Question<T> question) {
    try {
      return question.ask();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open the store " + store + ": " + e.getMessage(), e);
    }
  }

  /** The settings of Hadoop that spark-submit was given. */
  static Configuration settings() {
    return SparkHadoopUtil.get().newConfiguration(new SparkConf());
  }

  Snapshots snapshots() {
    return new Snapshots(storage, paths);
  }

  ParquetIndex index() {
    return new ParquetIndex(storage);
  }

  /** Refuses a folder that no prepare ever wrote to: it is not ours to clean. */
  void requireStore() {
    if (asking(paths.root(), () -> storage.find(paths.root() + "/_millrace")).isEmpty()) {
      throw new InvalidStoreException(
          "Cannot clean %s: it is no store (check the path)".formatted(paths.root()));
    }
  }

  /** The newest snapshot, if there is one. */
  Optional<Snapshot> newest() {
    return asking(paths.root(), () -> snapshots().latest());
  }

  /** The snapshot of that number, or the newest for null. */
  Snapshot snapshot(Long number) {
    if (number != null) {
      return asking(paths.root(), () -> snapshots().read(number));
    }

    return newest()
        .orElseThrow(
            () ->
                new InvalidStoreException(
                    "Cannot open the store %s: it has no snapshot (check the path, or run 'millrace"
                            .formatted(paths.root())
                        + " prepare')"));
  }
}
