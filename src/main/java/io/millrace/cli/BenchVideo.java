package io.millrace.cli;

import io.millrace.decode.Limits;
import io.millrace.decode.video.VideoFile;
import io.millrace.item.Precision;
import io.millrace.item.RowSink;
import io.millrace.item.Size;
import io.millrace.item.TensorSink;
import io.millrace.random.Draws;
import io.millrace.sample.Field;
import io.millrace.sampledata.AvenueData;
import io.millrace.sampledata.AvenueData.Extent;
import io.millrace.storage.LocalStorage;
import io.millrace.storage.RangeFile;
import io.millrace.transform.Compose;
import io.millrace.transform.Levels;
import io.millrace.transform.Normalize;
import io.millrace.transform.Resize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times videos: decoding, tensors in order, and clips that seek. */
@Command(
    name = "video",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Frames and clips per CPU second of a 640 x 360 video, one thread.")
final class BenchVideo implements Callable<Integer> {
  private static final Size TARGET = new Size(256, 256);
  private static final Size DRAWN = new Size(360, 640);

  /** The decoder goes on that far without making pixels of the frames between. */
  private static final int STRIDE = 32;

  @Mixin private BenchOutput output;

  @Option(
      names = "--video",
      defaultValue = "",
      paramLabel = "FILE",
      description = "A video of yours. Default: one is drawn, MPEG-4 with B pictures in AVI.")
  private String given;

  @Option(names = "--frames", defaultValue = "600", description = "Frames of the drawn video.")
  private int frames;

  @Option(names = "--clips", defaultValue = "40", description = "Random clips of two frames.")
  private int clips;

  @Option(names = "--rounds", defaultValue = "4")
  private int rounds;

  @Option(
      names = "--keep",
      defaultValue = "",
      paramLabel = "FILE",
      description = "Copy the drawn video there, for other programs to read.")
  private String keep;

  @Override
  public Integer call() throws IOException {
    output.begin(Figure.IMAGES_PER_CPU_SECOND, Figure.DECODED);
    if (!given.isEmpty()) {
      measure(Path.of(given));
      output.end();
      return 0;
    }

    try (ScratchFolder scratch = ScratchFolder.create()) {
      AvenueData drawing =
          AvenueData.in(scratch.path()).withSize(DRAWN).withExtent(new Extent(1, 1, frames));
      drawing.draw(done -> {});
      Path video = scratch.path().resolve("testing_videos/01.avi");
      if (!keep.isEmpty()) {
        Files.copy(video, Path.of(keep));
      }

      measure(video);
    }

    output.end();
    return 0;
  }

  private void measure(Path path) throws IOException {
    int count = say(path, "counted", VideoFile::frames);
    for (int round = 0; round < rounds; round++) {
      say(path, "counted", VideoFile::frames);
      say(path, "decoded", video -> decode(video, count));
      say(path, "decoded to RGB rows", video -> all(video, count, any -> new Nowhere()));
      say(path, "tensors in order", video -> all(video, count, Tensors::next));
      say(path, "random clips of 2 frames", video -> seek(video, count));
    }
  }

  /** What is done with a video; gives how often. */
  private interface Work {
    int on(VideoFile video) throws IOException;
  }

  private int say(Path path, String what, Work work) throws IOException {
    long length = Files.size(path);
    try (RangeFile file = new LocalStorage().open(path.toString(), length)) {
      Stopwatch watch = Stopwatch.start();
      try (VideoFile video = VideoFile.open(file, length, Limits.standard())) {
        int done = work.on(video);
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.IMAGES_PER_CPU_SECOND, done / watch.cpuSeconds());
        figures.put(Figure.DECODED, (double) video.decoded());
        output.row(what, figures);
        return done;
      }
    }
  }

  private static int decode(VideoFile video, int count) throws IOException {
    for (int i = STRIDE - 1; i < count; i += STRIDE) {
      video.frame(i, new Nowhere());
    }

    return count / STRIDE * STRIDE;
  }

  private static int all(VideoFile video, int count, Function<Tensors, RowSink> sink)
      throws IOException {
    Tensors tensors = new Tensors();
    for (int i = 0; i < count; i++) {
      video.frame(i, sink.apply(tensors));
    }

    return count;
  }

  private int seek(VideoFile video, int count) throws IOException {
    Random random = new Random(1);
    Tensors tensors = new Tensors();
    for (int i = 0; i < clips; i++) {
      int first = random.nextInt(count - 1);
      video.frame(first, tensors.next());
      video.frame(first + 1, tensors.next());
    }

    return clips;
  }

  /** Resized and normalised float32 pictures, one after the other in the same place. */
  private static final class Tensors {
    private final Compose transform =
        Compose.of(Resize.exact(TARGET.height(), TARGET.width()), Normalize.IMAGENET);
    private final TensorSink target = TensorSink.picture(TARGET, Precision.FLOAT32);

    RowSink next() {
      return transform.rows(Field.IMAGE, new Draws(0, 0, 0), Levels.MULTIPLIED, any -> target);
    }
  }

  /** Takes rows and forgets them. */
  private static final class Nowhere implements RowSink {
    @Override
    public void begin(int width, int height, int channels) {}

    @Override
    public void row(int y, byte[] pixels, int offset) {}
  }
}
