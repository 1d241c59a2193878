package io.millrace.datasets;

import io.millrace.sample.Label;
import io.millrace.sample.Split;
import java.util.List;
import java.util.Set;

/**
 * Folders of pictures, coordinates and masks side by side, as MVTec 3D-AD has them: {@code
 * SPLIT/LABEL/TYPE/NAME}.
 *
 * @param masks name of the folder of masks
 */
record Triplets(String masks) {
  private static final Set<String> COMPANIONS = Set.of("license.txt", "readme.txt");
  private static final String GOOD = "good";
  private static final List<String> PNG = List.of(".png");
  private static final List<String> TIFF = List.of(".tiff", ".tif");

  Entry read(Place place, String relative) {
    String[] parts = relative.split("/", -1);
    boolean companion = parts.length == 1 && COMPANIONS.contains(parts[0]);
    // the camera's parameters, in every category of MVTec 3D-AD
    if (companion || parts[0].equals("calibration")) {
      return Entry.IGNORED;
    }

    if (parts.length != 4) {
      return Entry.UNUSED;
    }

    return switch (parts[0]) {
      case "train" -> entry(place, Split.TRAIN, parts);
      // the reference never reads it; here val_split_mode from_dir does
      case "validation" -> entry(place, Split.VAL, parts);
      case "test" -> entry(place, Split.TEST, parts);
      default -> Entry.UNUSED;
    };
  }

  private Entry entry(Place place, Split split, String[] parts) {
    String label = parts[1];
    String type = parts[2];
    String key = place.keyPrefix() + split.text() + "/" + label + "/" + FileNames.stem(parts[3]);
    if (type.equals("rgb") && FileNames.endsWith(parts[3], PNG)) {
      Label index = label.equals(GOOD) ? Label.NORMAL : Label.ABNORMAL;
      return Entry.image(key, new Entry.ClassFolder(split, label, index));
    }

    if (type.equals("xyz") && FileNames.endsWith(parts[3], TIFF)) {
      return Entry.depth(key);
    }

    if (!type.equals(masks) || !FileNames.endsWith(parts[3], PNG)) {
      return Entry.UNUSED;
    }

    // good test pictures have masks too, all zero; those of training are never read
    return split == Split.TRAIN ? Entry.IGNORED : Entry.mask(Entry.Role.MASK, List.of(key));
  }
}
