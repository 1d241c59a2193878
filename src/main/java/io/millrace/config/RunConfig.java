package io.millrace.config;

import io.millrace.batch.Recipe;
import io.millrace.datasets.DatasetLayout;
import io.millrace.datasets.Division;
import io.millrace.sample.Contents;
import io.millrace.sample.Depth;
import io.millrace.sample.OriginalFrames;
import io.millrace.sample.Split;
import io.millrace.split.TestSplitMode;
import io.millrace.transform.Compose;
import java.util.Objects;

/**
 * All that a run needs to know.
 *
 * @param dataset what the data is
 * @param splits how it is divided
 * @param pixels how files become numbers
 * @param loading how numbers become batches
 * @param cache of chunks of a remote store
 */
public record RunConfig(
    DatasetLayout dataset,
    SplitConfig splits,
    PixelConfig pixels,
    LoadConfig loading,
    CacheConfig cache) {
  public RunConfig {
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(splits, "splits");
    Objects.requireNonNull(pixels, "pixels");
    Objects.requireNonNull(loading, "loading");
    Objects.requireNonNull(cache, "cache");
    boolean fixed = dataset.division() == Division.PUBLISHED_VIDEOS;
    if (fixed && splits.testMode() != TestSplitMode.NONE) {
      throw new IllegalArgumentException(
          "Invalid test_split_mode: %s (the test videos of %s are given: use none)"
              .formatted(splits.testMode().text(), dataset.name()));
    }
  }

  /** What samples of the data set's files consist of. */
  public Contents contents() {
    return new Contents(
        dataset.task(),
        dataset.clips(),
        dataset.hasDepth() ? pixels.depth() : Depth.NONE,
        dataset.clips().exist() ? pixels.originals() : OriginalFrames.DROP);
  }

  /** How a subset's files become numbers, for samples that consist of that. */
  public Recipe recipe(Split split, Contents contents) {
    Compose pipeline = pixels.pipeline(split);
    return new Recipe(
        pipeline,
        pixels.precision(),
        contents,
        splits.seed().value(),
        contents.clips().exist() ? pixels.decoding() : pixels.decoding(pipeline));
  }

  /** That data set with the defaults of the reference. */
  public static RunConfig of(DatasetLayout dataset) {
    return new RunConfig(
        dataset,
        SplitConfig.defaults(dataset),
        PixelConfig.DEFAULTS,
        LoadConfig.defaults(dataset),
        CacheConfig.NONE);
  }

  /** The same run with other splits. */
  public RunConfig with(SplitConfig other) {
    return new RunConfig(dataset, other, pixels, loading, cache);
  }

  /** The same run with other pixels. */
  public RunConfig with(PixelConfig other) {
    return new RunConfig(dataset, splits, other, loading, cache);
  }

  /** The same run with other loading. */
  public RunConfig with(LoadConfig other) {
    return new RunConfig(dataset, splits, pixels, other, cache);
  }

  /** The same run with another cache. */
  public RunConfig with(CacheConfig other) {
    return new RunConfig(dataset, splits, pixels, loading, other);
  }
}
