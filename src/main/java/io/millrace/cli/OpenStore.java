package io.millrace.cli;

import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.hadoop.ParquetIndex;
import io.millrace.store.InvalidStoreException;
import io.millrace.store.Snapshot;
import io.millrace.store.Snapshots;
import io.millrace.store.StorePaths;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/** A store on any file system, for commands that need no session. */
record OpenStore(HadoopStorage storage, StorePaths paths) {
  /** The store at that path, by the options of spark-submit, credentials too. */
  static OpenStore at(String store) throws IOException {
    HadoopStorage storage = new HadoopStorage(settings());
    return new OpenStore(storage, new StorePaths(storage.absolute(store)));
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
  void requireStore() throws IOException {
    if (storage.find(paths.root() + "/_millrace").isEmpty()) {
      throw new InvalidStoreException(
          "Cannot clean %s: it is no store (check the path)".formatted(paths.root()));
    }
  }

  /** The snapshot of that number, or the newest for null. */
  Snapshot snapshot(Long number) throws IOException {
    if (number != null) {
      return snapshots().read(number);
    }

    return snapshots()
        .latest()
        .orElseThrow(
            () ->
                new InvalidStoreException(
                    "Cannot open the store %s: it has no snapshot (check the path, or run 'millrace"
                            .formatted(paths.root())
                        + " prepare')"));
  }
}
