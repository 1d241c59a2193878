package io.millrace.sampledata;

import io.millrace.item.Size;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A drawn data set in the layout of Avenue: videos of people who cross a square, in the test videos
 * an intruder of another shape and pace, and MATLAB volumes of labels that are exact. The same
 * values give the same frames on every machine; the same bytes with the same FFmpeg.
 *
 * @param folder root of the data set
 * @param extent how many videos and frames
 * @param size height and width of every frame, both even
 * @param seed which videos
 */
public record AvenueData(Path folder, Extent extent, Size size, long seed) {
  /** As wide as Avenue's, a quarter of its pixels. */
  public static final Size DEFAULT_SIZE = new Size(180, 320);

  /** A few seconds to draw. */
  public static final Extent DEFAULT_EXTENT = new Extent(4, 3, 60);

  private static final int SMALLEST = 64;
  private static final int FEWEST = 8;

  /**
   * How much is drawn.
   *
   * @param training number of training videos, at most 99
   * @param testing number of test videos, at most 99
   * @param frames in each of them
   */
  public record Extent(int training, int testing, int frames) {
    public Extent {
      if (Math.min(training, testing) < 1 || Math.max(training, testing) > 99) {
        throw new IllegalArgumentException(
            "Invalid number of drawn videos: %d and %d (must be 1 to 99 of each)"
                .formatted(training, testing));
      }

      if (frames < FEWEST) {
        throw new IllegalArgumentException(
            "Invalid number of frames a video: " + frames + " (must be >= " + FEWEST + ")");
      }
    }

    /** Videos in all. */
    public int videos() {
      return training + testing;
    }
  }

  public AvenueData {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(extent, "extent");
    boolean even = size.height() % 2 == 0 && size.width() % 2 == 0;
    if (!even || Math.min(size.height(), size.width()) < SMALLEST) {
      throw new IllegalArgumentException(
          "Invalid size of drawn frames: " + size + " (must be even, and at least 64 x 64)");
    }
  }

  /** The default data set in that folder, seed 0. */
  public static AvenueData in(Path folder) {
    return new AvenueData(folder, DEFAULT_EXTENT, DEFAULT_SIZE, 0);
  }

  /** The same with other numbers of videos and frames. */
  public AvenueData withExtent(Extent other) {
    return new AvenueData(folder, other, size, seed);
  }

  /** The same with frames of another size. */
  public AvenueData withSize(Size other) {
    return new AvenueData(folder, extent, other, seed);
  }

  /** The same with other videos. */
  public AvenueData withSeed(long other) {
    return new AvenueData(folder, extent, size, other);
  }

  /**
   * Draws all files that are not there yet. The summary's pictures are videos, its masks volumes.
   *
   * @param progress is told the number of videos done so far, by several threads
   * @throws IOException if the folder holds a file that is not of this data set, or FFmpeg is
   *     missing
   */
  public Summary draw(IntConsumer progress) throws IOException {
    Destination destination = new Destination(folder);
    List<Film> films = films();
    destination.refuseOthers(
        films.stream().flatMap(film -> film.paths().stream()).collect(Collectors.toSet()));
    AtomicInteger done = new AtomicInteger();
    return new Drawing<Film>(
            film -> film.shoot(this, destination), () -> progress.accept(done.incrementAndGet()))
        .of(films);
  }

  private List<Film> films() {
    List<Film> films = new ArrayList<>();
    IntStream.rangeClosed(1, extent.training()).forEach(i -> films.add(Film.training(i)));
    IntStream.rangeClosed(1, extent.testing()).forEach(i -> films.add(Film.testing(i)));
    return films;
  }
}
