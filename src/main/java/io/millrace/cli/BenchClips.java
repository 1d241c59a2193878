package io.millrace.cli;

import io.millrace.batch.Dataloader;
import io.millrace.batch.EpochOrder;
import io.millrace.batch.FileRows;
import io.millrace.batch.LoaderInput;
import io.millrace.batch.LoaderOptions;
import io.millrace.batch.Recipe;
import io.millrace.batch.VideoBatch;
import io.millrace.decode.Decoding;
import io.millrace.item.Precision;
import io.millrace.item.Size;
import io.millrace.sample.Clips;
import io.millrace.sample.Contents;
import io.millrace.sample.Depth;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.OriginalFrames;
import io.millrace.sample.TargetFrame;
import io.millrace.sample.Task;
import io.millrace.sampledata.AvenueData;
import io.millrace.sampledata.AvenueData.Extent;
import io.millrace.storage.LocalStorage;
import io.millrace.transform.Compose;
import io.millrace.transform.Normalize;
import io.millrace.transform.Resize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times a loader over the clips of a drawn video, in order. */
@Command(
    name = "clips",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Clips of a 640 x 360 video in order, to normalised float32 of 256 x 256, batches of 32:",
      "a frame of several clips is decoded and resized once."
    })
final class BenchClips implements Callable<Integer> {
  private static final Size DRAWN = new Size(360, 640);
  private static final int BATCH = 32;

  @Mixin private BenchOutput output;

  @Option(names = "--frames", defaultValue = "1200", description = "Frames of the video.")
  private int frames;

  @Option(names = "--length", defaultValue = "2", description = "Frames of a clip.")
  private int length;

  @Option(names = "--step", defaultValue = "1", description = "Frames between clips.")
  private int step;

  @Option(names = "--epochs", defaultValue = "4")
  private int epochs;

  @Option(names = "--workers", defaultValue = "1", description = "Decoding threads.")
  private int workers;

  @Override
  public Integer call() throws IOException {
    Clips clips = new Clips(length, step, TargetFrame.LAST);
    try (ScratchFolder scratch = ScratchFolder.create()) {
      AvenueData.in(scratch.path())
          .withSize(DRAWN)
          .withExtent(new Extent(1, 1, frames))
          .draw(done -> {});
      Path video = scratch.path().resolve("training_videos/01.avi");
      FileRows rows =
          new FileRows(new ClipTable(video, frames, clips), new LocalStorage(), recipe(clips));
      try (Dataloader<VideoBatch> loader = loader(rows)) {
        output.say("an image is a clip");
        output.begin(
            Figure.IMAGES_PER_SECOND,
            Figure.IMAGES_PER_CPU_SECOND,
            Figure.DECODED_SHARE,
            Figure.HEAP,
            Figure.RESIDENT);
        for (int epoch = 0; epoch < epochs; epoch++) {
          output.row("epoch " + epoch, measure(loader, rows));
        }
      }
    }

    output.end();
    return 0;
  }

  private static Recipe recipe(Clips clips) {
    Compose pixels = Compose.of(Resize.exact(256, 256), Normalize.IMAGENET);
    Contents contents = new Contents(Task.CLASSIFICATION, clips, Depth.NONE, OriginalFrames.DROP);
    return new Recipe(pixels, Precision.FLOAT32, contents, 0, Decoding.standard());
  }

  private Dataloader<VideoBatch> loader(FileRows rows) {
    return new Dataloader<>(
        new LoaderInput(rows, EpochOrder.table(rows.size(), BATCH)),
        new LoaderOptions(BATCH, workers, LoaderOptions.PREFETCH_BYTES, OnBadSample.FAIL),
        VideoBatch::of);
  }

  private Map<Figure, Double> measure(Dataloader<VideoBatch> loader, FileRows rows) {
    Stopwatch watch = Stopwatch.start();
    long before = rows.framesDecoded();
    long samples = 0;
    for (VideoBatch batch : loader) {
      samples += batch.size();
    }

    double seconds = watch.seconds();
    double cpu = watch.cpuSeconds();
    int used = new Clips(length, step, TargetFrame.LAST).framesUsed(frames);
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.IMAGES_PER_SECOND, samples / seconds);
    figures.put(Figure.IMAGES_PER_CPU_SECOND, samples / cpu);
    figures.put(Figure.DECODED_SHARE, (double) (rows.framesDecoded() - before) / used);
    figures.put(Figure.HEAP, (double) Stopwatch.heapMebibytes());
    figures.put(Figure.RESIDENT, (double) Stopwatch.residentMebibytes());
    return figures;
  }
}
