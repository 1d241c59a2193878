package io.millrace.spark;

import io.millrace.config.InvalidConfigException;
import io.millrace.config.RunConfig;
import io.millrace.config.Seed;
import io.millrace.config.SplitConfig;
import io.millrace.datasets.DatasetLayout;
import io.millrace.datasets.StoredDataset;
import io.millrace.sample.Clips;
import io.millrace.sample.Contents;
import io.millrace.sample.Depth;
import io.millrace.sample.OriginalFrames;
import io.millrace.sample.Split;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.split.SplitRule;
import io.millrace.store.InvalidStoreException;
import io.millrace.store.Snapshot;
import io.millrace.store.Snapshots;
import io.millrace.store.StoreFacts;
import io.millrace.store.StoreKind;
import io.millrace.store.StorePaths;
import io.millrace.transform.Compose;
import io.millrace.transform.Zones;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A snapshot of a store: the newest one, if no other is asked for.
 *
 * @param paths of the store, absolute
 */
record FoundStore(StorePaths paths, Snapshot snapshot) {
  /**
   * The store that a run's root is, if it is one.
   *
   * @param snapshot number of the one to read; none for the newest
   * @throws InvalidStoreException if it must be a store, or is one that cannot be read
   */
  static Optional<FoundStore> of(RunConfig run, HadoopStorage storage, List<Long> snapshot) {
    String root = run.dataset().root();
    boolean named = run.dataset() instanceof StoredDataset;
    if (!named && !isStore(root, storage)) {
      if (!snapshot.isEmpty()) {
        throw new InvalidConfigException(
            List.of("Invalid snapshot: %s is no store (leave it out)".formatted(root)));
      }

      return Optional.empty();
    }

    FoundStore found = at(root, storage, snapshot);
    if (!named) {
      found.check(run.dataset());
      found.checkContents(run);
    }

    return Optional.of(found);
  }

  /** A root that cannot even be looked at is no store: listing it will say what is wrong. */
  private static boolean isStore(String root, HadoopStorage storage) {
    try {
      return !root.isEmpty() && storage.isFolder(new StorePaths(root).snapshots());
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  /** The store in that folder, as it is now. */
  static FoundStore at(String root, HadoopStorage storage) {
    return at(root, storage, List.of());
  }

  private static FoundStore at(String root, HadoopStorage storage, List<Long> snapshot) {
    try {
      StorePaths paths = new StorePaths(storage.absolute(root));
      Snapshots snapshots = new Snapshots(storage, paths);
      if (!snapshot.isEmpty()) {
        return new FoundStore(paths, snapshots.read(snapshot.get(0)));
      }

      return snapshots
          .latest()
          .map(newest -> new FoundStore(paths, newest))
          .orElseThrow(
              () ->
                  new InvalidStoreException(
                      "Cannot open the store %s: it has no snapshot (check the path, or run 'millrace prepare')"
                          .formatted(root)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open the store " + root + ": " + e.getMessage(), e);
    }
  }

  StoreFacts facts() {
    return snapshot.facts();
  }

  private void check(DatasetLayout layout) {
    StoreFacts.Dataset stored = facts().dataset();
    List<String> wanted = layout.categories();
    if (!stored.name().equals(layout.name())
        || !(wanted.isEmpty() || wanted.equals(stored.categories()))) {
      throw new InvalidConfigException(
          List.of(
              "Cannot read the store %s as %s %s: it holds %s %s (name its data set and categories, or class_path: Store)"
                  .formatted(
                      paths.root(), layout.name(), wanted, stored.name(), stored.categories())));
    }
  }

  /** The run as it reads this store: divided by its rule, and by its seed where none is given. */
  RunConfig adapt(RunConfig run) {
    SplitRule rule = facts().split();
    Seed given = run.splits().seed();
    Seed seed = given.origin() == Seed.Origin.GIVEN ? given : Seed.of(rule.seed());
    RunConfig adapted =
        run.with(
            new SplitConfig(
                rule.testMode(), rule.testRatio(), rule.valMode(), rule.valRatio(), seed));
    Map<String, List<String>> refused = new LinkedHashMap<>();
    for (Split split : Split.values()) {
      Compose pipeline = run.pixels().pipeline(split);
      if (rest(pipeline).isEmpty()) {
        refused
            .computeIfAbsent(pipeline.canonical(), canonical -> new ArrayList<>())
            .add(split.text());
      }
    }

    if (!refused.isEmpty()) {
      throw new InvalidConfigException(
          refused.entrySet().stream()
              .map(each -> refusal(each.getValue(), each.getKey()))
              .toList());
    }

    return adapted;
  }

  private String refusal(List<String> splits, String pipeline) {
    return ("Cannot read the store %s: it was baked with %s but the pipeline of %s is %s (begin with"
            + " the same operations, or leave image_size native to take pictures as they are"
            + " stored)")
        .formatted(paths.root(), facts().transform(), String.join(", ", splits), pipeline);
  }

  /** What a run makes of its samples: clips as they were cut; of depth maps what it wants. */
  Contents contents(RunConfig run) {
    Contents stored = facts().dataset().contents();
    if (!stored.depth().exists()) {
      return stored;
    }

    boolean named = !(run.dataset() instanceof StoredDataset);
    Depth wanted = run.pixels().depth();
    Depth.Channels channels = named ? wanted.channels() : stored.depth().channels();
    Depth depth = new Depth(channels, Depth.Resizing.ON, wanted.valid());
    return new Contents(stored.task(), stored.clips(), depth, stored.originals());
  }

  private void checkContents(RunConfig run) {
    Contents stored = facts().dataset().contents();
    Clips wanted = run.dataset().clips();
    if (!stored.clips().equals(wanted)) {
      throw refused(text(wanted), text(stored.clips()));
    }

    if (stored.clips().exist() && run.pixels().originals() == OriginalFrames.KEEP) {
      throw refused("clips with original_image", "frames that are baked");
    }

    Depth.Channels channels = run.pixels().depth().channels();
    if (stored.depth().exists() && channels.count() > stored.depth().channels().count()) {
      throw refused("depth " + channels.text(), "depth " + stored.depth().channels().text());
    }
  }

  private static String text(Clips clips) {
    return clips.exist()
        ? "clips of %d frames, %d between, target %s"
            .formatted(clips.length(), clips.step(), clips.target().text())
        : "pictures";
  }

  private InvalidConfigException refused(String wanted, String stored) {
    return new InvalidConfigException(
        List.of(
            "Cannot read the store %s as %s: it was prepared with %s (ask for that, or prepare another)"
                .formatted(paths.root(), wanted, stored)));
  }

  /** What a pipeline still does to what the shards hold. */
  Optional<Compose> rest(Compose pipeline) {
    return facts().kind() == StoreKind.PACKED
        ? Optional.of(pipeline)
        : Zones.rest(pipeline, facts().transform());
  }
}
