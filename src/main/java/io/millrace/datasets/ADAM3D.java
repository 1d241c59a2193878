package io.millrace.datasets;

import io.millrace.sample.PathOrder;
import java.util.List;

/**
 * 3D-ADAM (additive manufacturing), cropped: laid out as {@link MVTec3D} is, with its masks in
 * {@code ground_truth}.
 *
 * @param root folder of the categories
 * @param categories those to load, sorted; empty means all that exist
 */
public record ADAM3D(String root, List<String> categories) implements CategoryLayout {
  private static final DatasetFacts FACTS =
      new DatasetFacts(
          "ADAM3D",
          "Pictures of printed parts with the coordinates of each pixel, defects with pixel masks.",
          List.of(
              "ROOT/CATEGORY/train/good/rgb/000.png",
              "ROOT/CATEGORY/train/good/xyz/000.tiff",
              "ROOT/CATEGORY/validation/good/{rgb,xyz}/... (read with val_split_mode from_dir)",
              "ROOT/CATEGORY/test/DEFECT/rgb/000.png",
              "ROOT/CATEGORY/test/DEFECT/xyz/000.tiff",
              "ROOT/CATEGORY/test/DEFECT/ground_truth/000.png"),
          List.of(
              "1m1",
              "1m2",
              "1m3",
              "2m1",
              "2m2h",
              "2m2m",
              "3m1",
              "3m2",
              "3m2c",
              "4m1",
              "4m2",
              "4m2c",
              "gripper_closed",
              "gripper_open",
              "helicalgear1",
              "helicalgear2",
              "rackgear",
              "spiralgear",
              "spurgear",
              "tapa2m1",
              "tapa3m1",
              "tapa4m1",
              "tapatbb"),
          "https://huggingface.co/datasets/pmchard/3D-ADAM_anomalib (CC BY-NC-SA 4.0)");

  private static final Triplets TRIPLETS = new Triplets("ground_truth");

  public ADAM3D {
    root = Place.trimmed(root);
    categories = categories.stream().distinct().sorted(PathOrder.BY_CODE_POINT).toList();
  }

  /** All categories below that folder. */
  public static ADAM3D at(String root) {
    return new ADAM3D(root, List.of());
  }

  /** One category. */
  public ADAM3D category(String category) {
    return new ADAM3D(root, List.of(category));
  }

  /** Several categories, in one table. */
  public ADAM3D categories(String... several) {
    return new ADAM3D(root, List.of(several));
  }

  @Override
  public boolean hasDepth() {
    return true;
  }

  @Override
  public Entry read(Place place, String relative) {
    return TRIPLETS.read(place, relative);
  }

  @Override
  public DatasetFacts facts() {
    return FACTS;
  }
}
