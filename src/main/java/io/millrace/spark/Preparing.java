package io.millrace.spark;

import io.millrace.batch.Recipe;
import io.millrace.config.InvalidConfigException;
import io.millrace.config.PixelConfig;
import io.millrace.decode.Decoding;
import io.millrace.item.Size;
import io.millrace.sample.Contents;
import io.millrace.sample.Depth;
import io.millrace.sample.Split;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.job.PrepareEstimate;
import io.millrace.spark.job.PrepareInput;
import io.millrace.spark.job.PrepareJob;
import io.millrace.spark.job.PrepareReport;
import io.millrace.spark.job.PrepareRules;
import io.millrace.store.InvalidStoreException;
import io.millrace.store.StoreFacts;
import io.millrace.store.StoreKind;
import io.millrace.store.StorePaths;
import io.millrace.store.StoredImage;
import io.millrace.transform.Compose;
import io.millrace.transform.Zones;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;

/** Prepares one data set: audit, facts, then the job. */
final class Preparing {
  private final SampleSource source;
  private final PixelConfig pixels;
  private final PrepareOptions options;
  private volatile PrepareJob running;

  Preparing(SampleSource source, PixelConfig pixels, PrepareOptions options) {
    this.source = source;
    this.pixels = pixels;
    this.options = options;
  }

  PrepareReport into(String store) {
    facts();
    checkCommits(store);
    return with(store, PrepareJob::run);
  }

  /** Before anything is listed: a store that cannot be written to costs nobody an hour. */
  private void checkCommits(String store) {
    Configuration hadoop = source.spark().sparkContext().hadoopConfiguration();
    HadoopStorage storage = new HadoopStorage(options.writers().in(hadoop));
    try {
      storage.checkCommits(new StorePaths(storage.absolute(store)).snapshots());
    } catch (IOException e) {
      throw new InvalidStoreException(
          "Cannot write to the store " + store + ": " + e.getMessage(), e);
    }
  }

  PrepareEstimate estimate(String store) {
    return with(store, PrepareJob::estimate);
  }

  private interface Step<T> {
    T take(PrepareJob job, PrepareInput input) throws IOException;
  }

  private <T> T with(String store, Step<T> step) {
    // refusals cost nothing: first what the configuration says, then what the files say
    StoreFacts facts = facts();
    Recipe recipe = recipe(facts);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(source.spark().sparkContext());
    StorePaths paths = new StorePaths(absolute(store, context));
    source.setup();
    PrepareInput input = new PrepareInput(source.toPrepare(options, paths), facts, recipe);
    PrepareRules rules =
        new PrepareRules(options.shardBytes(), options.maxBad(), options.writers());
    try (PrepareJob job = new PrepareJob(context, paths, rules)) {
      running = job;
      return step.take(job, input);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** How many samples are done. */
  long samplesDone() {
    PrepareJob job = running;
    return job == null ? 0 : job.samplesDone();
  }

  private static String absolute(String store, JavaSparkContext context) {
    try {
      return new HadoopStorage(context.hadoopConfiguration()).absolute(store);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use the store " + store + ": " + e.getMessage(), e);
    }
  }

  StoreFacts facts() {
    boolean packed = options.kind() == StoreKind.PACKED;
    refuse(packed, source.contents());
    Compose baked = packed ? Compose.NONE : baked();
    Size size = packed ? new Size(1, 1) : baked.fixedSize().orElseThrow();
    return new StoreFacts(
        options.kind(),
        packed
            ? StoredImage.PACKED
            : new StoredImage(options.precision().type(), size.height(), size.width()),
        baked.canonical(),
        packed ? List.of() : decoders(),
        source.dataset(),
        source.rule());
  }

  private static void refuse(boolean packed, Contents contents) {
    if (packed && contents.clips().exist()) {
      throw new InvalidConfigException(
          List.of(
              "Unsupported: a packed store of videos (use --kind tensors, which keeps each frame once)"));
    }

    if (!packed && contents.depth().resizing() == Depth.Resizing.OFF) {
      throw new InvalidConfigException(
          List.of(
              "Cannot bake depth maps that are not resized: they have no common size (set"
                  + " depth_resize: true, or use --kind packed)"));
    }
  }

  /** Sorted. Frames of videos may be pictures or FFmpeg's. */
  private List<String> decoders() {
    List<String> decoders = new ArrayList<>(decoding().decoders());
    if (source.contents().clips().exist()) {
      decoders.add("video=ffmpeg");
      Collections.sort(decoders);
    }

    return decoders;
  }

  private Compose baked() {
    Map<Split, Compose> pipelines = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      pipelines.put(split, pixels.pipeline(split));
    }

    try {
      return Zones.of(pipelines).baked();
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigException(List.of(e.getMessage()));
    }
  }

  Recipe recipe(StoreFacts facts) {
    boolean packed = facts.kind() == StoreKind.PACKED;
    return new Recipe(
        packed ? Compose.NONE : baked(),
        options.precision(),
        facts.dataset().contents(),
        source.rule().seed(),
        packed ? pixels.decoding() : decoding());
  }

  /** Frames of videos are never drafts. */
  private Decoding decoding() {
    return source.contents().clips().exist() ? pixels.decoding() : pixels.decoding(baked());
  }
}
