package io.millrace.sampledata;

import io.millrace.item.Size;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * A drawn data set in the layout of MVTec 3D-AD: domes on a table, good ones and ones with a dent
 * or a bump, each as a picture and as coordinates of its pixels in metres, with readings missing
 * where it is steep or shiny. The same values give the same samples on every machine, and a larger
 * number of them leaves the first ones as they are.
 *
 * @param folder root of the data set; the category is a folder in it
 * @param category name of the category, which the samples depend on too
 * @param images number of samples in all
 * @param size height and width of every picture
 * @param seed which samples
 */
public record MVTec3DData(Path folder, String category, int images, Size size, long seed) {
  /** Not one of MVTec 3D-AD's ten names. */
  public static final String DEFAULT_CATEGORY = "dome";

  /** Gives 36 samples to train with and 6 to each other folder. */
  public static final int DEFAULT_IMAGES = 60;

  /** As some categories of MVTec 3D-AD. */
  public static final Size DEFAULT_SIZE = new Size(400, 400);

  private static final int FEWEST = 10;
  private static final int SMALLEST = 64;

  public MVTec3DData {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(category, "category");
    if (!category.matches("[\\w-]+")) {
      throw new IllegalArgumentException(
          "Invalid category: '" + category + "' (must be letters, digits, _ and -)");
    }

    if (images < FEWEST) {
      throw new IllegalArgumentException(
          "Invalid number of samples: " + images + " (must be >= 10: two for each folder)");
    }

    if (Math.min(size.height(), size.width()) < SMALLEST) {
      throw new IllegalArgumentException(
          "Invalid size of drawn samples: " + size + " (must be at least 64 x 64)");
    }
  }

  /** The default data set below that folder, seed 0. */
  public static MVTec3DData in(Path folder) {
    return new MVTec3DData(folder, DEFAULT_CATEGORY, DEFAULT_IMAGES, DEFAULT_SIZE, 0);
  }

  /** The same with another category. */
  public MVTec3DData withCategory(String other) {
    return new MVTec3DData(folder, other, images, size, seed);
  }

  /** The same with another number of samples. */
  public MVTec3DData withImages(int other) {
    return new MVTec3DData(folder, category, other, size, seed);
  }

  /** The same with samples of another size. */
  public MVTec3DData withSize(Size other) {
    return new MVTec3DData(folder, category, images, other, seed);
  }

  /** The same with another seed. */
  public MVTec3DData withSeed(long other) {
    return new MVTec3DData(folder, category, images, size, other);
  }

  /**
   * Draws all files that are not there yet.
   *
   * @param progress is told the number of samples done so far, by several threads
   * @throws IOException if the category's folder holds a file that is not of this data set
   */
  public Summary draw(IntConsumer progress) throws IOException {
    Destination destination = new Destination(folder.resolve(category));
    List<ReliefShot> shots = ReliefShot.first(images);
    destination.refuseOthers(
        shots.stream().flatMap(shot -> shot.paths().stream()).collect(Collectors.toSet()));
    AtomicInteger done = new AtomicInteger();
    Map<Boolean, List<ReliefShot>> begun =
        shots.stream().collect(Collectors.partitioningBy(shot -> shot.isBegun(destination)));
    Drawing<ReliefShot> drawing =
        new Drawing<>(
            shot -> shot.put(this, destination), () -> progress.accept(done.incrementAndGet()));
    // begun ones first: if they are another seed's, the refusal comes before anything is written
    return drawing.of(begun.get(true)).plus(drawing.of(begun.get(false)));
  }
}
