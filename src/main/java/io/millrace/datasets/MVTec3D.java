package io.millrace.datasets;

import io.millrace.sample.PathOrder;
import java.util.List;

/**
 * MVTec 3D-AD (Bergmann et al., "The MVTec 3D-AD Dataset for Unsupervised 3D Anomaly Detection and
 * Localization", VISAPP 2022), and any data set laid out like it. A picture, its coordinates and
 * its mask meet by their names.
 *
 * @param root folder of the categories
 * @param categories those to load, sorted; empty means all that exist
 */
public record MVTec3D(String root, List<String> categories) implements CategoryLayout {
  private static final DatasetFacts FACTS =
      new DatasetFacts(
          "MVTec3D",
          "Pictures of 10 objects with the coordinates of each pixel, defects with pixel masks.",
          List.of(
              "ROOT/CATEGORY/train/good/rgb/000.png",
              "ROOT/CATEGORY/train/good/xyz/000.tiff",
              "ROOT/CATEGORY/validation/good/{rgb,xyz}/... (read with val_split_mode from_dir)",
              "ROOT/CATEGORY/test/DEFECT/rgb/000.png",
              "ROOT/CATEGORY/test/DEFECT/xyz/000.tiff",
              "ROOT/CATEGORY/test/DEFECT/gt/000.png"),
          List.of(
              "bagel",
              "cable_gland",
              "carrot",
              "cookie",
              "dowel",
              "foam",
              "peach",
              "potato",
              "rope",
              "tire"),
          "https://www.mvtec.com/company/research/datasets/mvtec-3d-ad (CC BY-NC-SA 4.0)");

  private static final Triplets TRIPLETS = new Triplets("gt");

  public MVTec3D {
    root = Place.trimmed(root);
    categories = categories.stream().distinct().sorted(PathOrder.BY_CODE_POINT).toList();
  }

  /** All categories below that folder. */
  public static MVTec3D at(String root) {
    return new MVTec3D(root, List.of());
  }

  /** One category. */
  public MVTec3D category(String category) {
    return new MVTec3D(root, List.of(category));
  }

  /** Several categories, in one table. */
  public MVTec3D categories(String... several) {
    return new MVTec3D(root, List.of(several));
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
