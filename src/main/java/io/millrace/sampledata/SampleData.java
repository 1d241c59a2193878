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
 * A drawn data set in the layout of MVTec AD: pictures of millstones under an inspection camera,
 * good ones and ones with a chip, a scratch or a stain. The same values give the same pictures on
 * every machine, and a larger number of pictures leaves the first ones as they are.
 *
 * @param folder root of the data set; the category is a folder in it
 * @param category name of the category, which the pictures depend on too
 * @param images number of pictures in all, without the masks
 * @param seed which pictures
 * @param look what every picture has in common
 */
public record SampleData(Path folder, String category, int images, long seed, Look look) {
  /**
   * What every picture has in common.
   *
   * @param size height and width
   * @param strength of the defects: 1 hides them in the stone's texture, so that no threshold finds
   *     them; from 3 on a small model does
   */
  public record Look(Size size, double strength) {
    public Look {
      Objects.requireNonNull(size, "size");
      if (Math.min(size.height(), size.width()) < SMALLEST) {
        throw new IllegalArgumentException(
            "Invalid size of drawn pictures: " + size + " (must be at least 64 x 64)");
      }

      if (!(strength > 0 && strength <= STRONGEST)) {
        throw new IllegalArgumentException(
            "Invalid strength of drawn defects: " + strength + " (must be above 0, at most 8)");
      }
    }
  }

  /** Not one of MVTec AD's fifteen names, so that nobody takes drawn pictures for theirs. */
  public static final String DEFAULT_CATEGORY = "millstone";

  /** Gives 36 pictures to train with, more than a batch of 32, and 6 to each folder of the test. */
  public static final int DEFAULT_IMAGES = 60;

  /** Height and width of most of MVTec AD's pictures are about that. */
  public static final Size DEFAULT_SIZE = new Size(900, 900);

  private static final int FEWEST = 10;
  private static final int SMALLEST = 64;
  private static final double STRONGEST = 8;

  public SampleData {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(look, "look");
    if (!category.matches("[\\w-]+")) {
      throw new IllegalArgumentException(
          "Invalid category: '" + category + "' (must be letters, digits, _ and -)");
    }

    if (images < FEWEST) {
      throw new IllegalArgumentException(
          "Invalid number of pictures: " + images + " (must be >= 10: two for each folder)");
    }
  }

  /** The default data set below that folder, seed 0. */
  public static SampleData in(Path folder) {
    return new SampleData(folder, DEFAULT_CATEGORY, DEFAULT_IMAGES, 0, new Look(DEFAULT_SIZE, 1));
  }

  /** The same with another category. */
  public SampleData withCategory(String other) {
    return new SampleData(folder, other, images, seed, look);
  }

  /** The same with another number of pictures. */
  public SampleData withImages(int other) {
    return new SampleData(folder, category, other, seed, look);
  }

  /** The same with another seed. */
  public SampleData withSeed(long other) {
    return new SampleData(folder, category, images, other, look);
  }

  /** The same with pictures of another size. */
  public SampleData withSize(Size other) {
    return new SampleData(folder, category, images, seed, new Look(other, look.strength));
  }

  /** The same with defects of another strength. */
  public SampleData withStrength(double other) {
    return new SampleData(folder, category, images, seed, new Look(look.size, other));
  }

  /** Height and width of every picture. */
  public Size size() {
    return look.size;
  }

  /** Draws all files that are not there yet. */
  public Summary draw() throws IOException {
    return draw(done -> {});
  }

  /**
   * Draws all files that are not there yet.
   *
   * @param progress is told the number of pictures done so far, by several threads
   * @throws IOException if the category's folder holds a file that is not of this data set
   */
  public Summary draw(IntConsumer progress) throws IOException {
    Destination destination = new Destination(folder.resolve(category));
    List<Shot> shots = Shot.first(images);
    destination.refuseOthers(
        shots.stream().flatMap(shot -> shot.paths().stream()).collect(Collectors.toSet()));
    AtomicInteger done = new AtomicInteger();
    Map<Boolean, List<Shot>> begun =
        shots.stream().collect(Collectors.partitioningBy(shot -> shot.isBegun(destination)));
    Studio studio = new Studio(this, destination, () -> progress.accept(done.incrementAndGet()));
    // begun ones first: if they are another seed's, the refusal comes before anything is written
    return studio.draw(begun.get(true)).plus(studio.draw(begun.get(false)));
  }
}
