package io.millrace.spark.source;

import io.millrace.config.ConfigInput.Setting;
import io.millrace.config.InvalidConfigException;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.store.Snapshot;
import io.millrace.store.Snapshots;
import io.millrace.store.StoreKind;
import io.millrace.store.StorePaths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds the store that a path without a data set's name must be. */
final class StoreAt {
  private StoreAt() {}

  /**
   * What the path means: a store, whose pictures have the size that they were baked with.
   *
   * @param snapshot number of the one that counts; none for the newest
   * @throws InvalidConfigException if it is no store
   */
  static List<Setting> settings(String path, List<Long> snapshot, HadoopStorage storage) {
    List<Setting> settings = new ArrayList<>();
    settings.add(new Setting("data", "Store"));
    settings.add(new Setting("data.root", path));
    if (open(path, snapshot, storage).facts().kind() == StoreKind.TENSORS) {
      settings.add(new Setting("data.image_size", "native"));
    }

    return settings;
  }

  private static Snapshot open(String path, List<Long> snapshot, HadoopStorage storage) {
    try {
      StorePaths paths = new StorePaths(path);
      if (!storage.isFolder(paths.snapshots())) {
        throw refused(path, "it has no folder _millrace/snapshots");
      }

      Snapshots snapshots = new Snapshots(storage, paths);
      return snapshot.isEmpty()
          ? snapshots.latest().orElseThrow(() -> refused(path, "it has no snapshot"))
          : snapshots.read(snapshot.get(0));
    } catch (InvalidConfigException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw refused(path, e.getMessage());
    }
  }

  private static InvalidConfigException refused(String path, String why) {
    return new InvalidConfigException(
        List.of(
            "Cannot read %s: no data set is named, and it is no store: %s (give option data, such as MVTecAD, or the path of a store)"
                .formatted(path, why)));
  }
}
