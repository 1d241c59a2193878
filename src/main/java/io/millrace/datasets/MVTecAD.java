package io.millrace.datasets;

import io.millrace.sample.Label;
import io.millrace.sample.PathOrder;
import io.millrace.sample.Split;
import java.util.List;
import java.util.Set;

/**
 * MVTec AD (Bergmann et al., "MVTec AD: A Comprehensive Real-World Dataset for Unsupervised Anomaly
 * Detection", CVPR 2019), and any data set laid out like it.
 *
 * @param root folder of the categories
 * @param categories those to load, sorted; empty means all that exist
 */
public record MVTecAD(String root, List<String> categories) implements CategoryLayout {
  private static final DatasetFacts FACTS =
      new DatasetFacts(
          "MVTecAD",
          "Industrial pictures of 15 objects and textures, defects with pixel masks.",
          List.of(
              "ROOT/CATEGORY/train/good/000.png",
              "ROOT/CATEGORY/test/good/000.png",
              "ROOT/CATEGORY/test/DEFECT/000.png",
              "ROOT/CATEGORY/ground_truth/DEFECT/000_mask.png"),
          List.of(
              "bottle",
              "cable",
              "capsule",
              "carpet",
              "grid",
              "hazelnut",
              "leather",
              "metal_nut",
              "pill",
              "screw",
              "tile",
              "toothbrush",
              "transistor",
              "wood",
              "zipper"),
          "https://www.mvtec.com/company/research/datasets/mvtec-ad (CC BY-NC-SA 4.0)");

  private static final Set<String> COMPANIONS = Set.of("license.txt", "readme.txt");
  private static final String GOOD = "good";
  private static final String MASK_ENDING = "_mask";

  public MVTecAD {
    root = Place.trimmed(root);
    categories = categories.stream().distinct().sorted(PathOrder.BY_CODE_POINT).toList();
  }

  /** All categories below that folder. */
  public static MVTecAD at(String root) {
    return new MVTecAD(root, List.of());
  }

  /** One category. */
  public MVTecAD category(String category) {
    return new MVTecAD(root, List.of(category));
  }

  /** Several categories, in one table. */
  public MVTecAD categories(String... several) {
    return new MVTecAD(root, List.of(several));
  }

  @Override
  public Entry read(Place place, String relative) {
    String[] parts = relative.split("/", -1);
    if (parts.length == 1 && COMPANIONS.contains(parts[0])) {
      return Entry.IGNORED;
    }

    // the reference takes .png and .PNG, and no other spelling
    if (parts.length != 3 || !(relative.endsWith(".png") || relative.endsWith(".PNG"))) {
      return Entry.UNUSED;
    }

    String stem = parts[1] + "/" + FileNames.stem(parts[2]);
    return switch (parts[0]) {
      case "train" -> image(place, Split.TRAIN, stem);
      case "test" -> image(place, Split.TEST, stem);
      case "ground_truth" -> mask(place, stem);
      default -> Entry.UNUSED;
    };
  }

  private static Entry image(Place place, Split split, String stem) {
    String label = stem.substring(0, stem.indexOf('/'));
    Label index = label.equals(GOOD) ? Label.NORMAL : Label.ABNORMAL;
    String key = place.keyPrefix() + split.text() + "/" + stem;
    return Entry.image(key, new Entry.ClassFolder(split, label, index));
  }

  private static Entry mask(Place place, String stem) {
    Entry.Role role = stem.startsWith(GOOD + "/") ? Entry.Role.MASK_ON_GOOD : Entry.Role.MASK;
    String plain =
        stem.endsWith(MASK_ENDING) ? stem.substring(0, stem.length() - MASK_ENDING.length()) : stem;
    return Entry.mask(role, List.of(place.keyPrefix() + Split.TEST.text() + "/" + plain));
  }

  @Override
  public DatasetFacts facts() {
    return FACTS;
  }
}
