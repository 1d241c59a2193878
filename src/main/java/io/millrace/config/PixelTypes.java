package io.millrace.config;

import io.millrace.transform.Normalize;
import io.millrace.transform.Resize;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types of our own keys for pixels: what the reference leaves to its models. */
final class PixelTypes {
  /** Exactly that size, or none for native. */
  static final ValueType<List<Resize>> IMAGE_SIZE =
      ValueType.of(
          "[height, width], HEIGHTxWIDTH, one whole number for both, or native", PixelTypes::size);

  /** Of one operation, or none. */
  static final ValueType<List<Normalize>> NORMALIZE = new NormalizeType();

  static final Key<List<Float>> MEAN =
      new Key<>(
          "mean",
          Types.channels("a list of three numbers", Double.NEGATIVE_INFINITY),
          Normalize.IMAGENET.mean());

  static final Key<List<Float>> STD =
      new Key<>("std", Types.channels("a list of three numbers > 0", 0), Normalize.IMAGENET.std());

  private static final Pattern BY = Pattern.compile("([0-9]{1,9})[xX]([0-9]{1,9})");

  private PixelTypes() {}

  private static Optional<List<Resize>> size(Node node) {
    if (node.text().filter("native"::equals).isPresent()) {
      return Optional.of(List.of());
    }

    return sides(node)
        .filter(sides -> sides.get(0) >= 1 && sides.get(1) >= 1)
        .map(sides -> List.of(Resize.exact(sides.get(0), sides.get(1))));
  }

  private static Optional<List<Integer>> sides(Node node) {
    Matcher by = BY.matcher(node.text().orElse(""));
    if (by.matches()) {
      return Optional.of(List.of(Integer.valueOf(by.group(1)), Integer.valueOf(by.group(2))));
    }

    Optional<Integer> side = Types.whole(node, 1);
    return side.isPresent()
        ? side.map(one -> List.of(one, one))
        : Types.all(node, part -> Types.whole(part, 1)).filter(two -> two.size() == 2);
  }

  /** {@code imagenet}, {@code none} or null, or mean and std. */
  private record NormalizeType() implements ValueType<List<Normalize>> {
    @Override
    public String words() {
      return "imagenet, none, or mean and std of three numbers each";
    }

    @Override
    public Optional<List<Normalize>> read(Node node, Spot spot) {
      String text = node.text().orElse(node.isNull() ? "none" : "");
      if (text.equals("none") || text.equals("imagenet")) {
        return Optional.of(text.equals("none") ? List.of() : List.of(Normalize.IMAGENET));
      }

      Optional<Map<String, Node>> values = node.map();
      if (values.isEmpty()) {
        spot.invalid(node, words());
      }

      return values.map(map -> List.of(normalize(new Section(map, spot, node.position()))));
    }

    private static Normalize normalize(Section section) {
      section.refuseOthers(List.of(MEAN.name(), STD.name()));
      return new Normalize(section.require(MEAN, "normalize"), section.require(STD, "normalize"));
    }
  }
}
