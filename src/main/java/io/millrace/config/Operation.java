package io.millrace.config;

import io.millrace.transform.CenterCrop;
import io.millrace.transform.Compose;
import io.millrace.transform.Interpolation;
import io.millrace.transform.Normalize;
import io.millrace.transform.RandomHorizontalFlip;
import io.millrace.transform.RandomVerticalFlip;
import io.millrace.transform.Resize;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * An operation of {@code torchvision.transforms.v2} that we have.
 *
 * @param className torchvision's
 * @param arguments names of its arguments
 * @param build makes it of them
 */
record Operation(String className, List<String> arguments, Function<Section, Compose> build) {
  static final List<Operation> ALL =
      List.of(
          new Operation("Compose", List.of("transforms"), Operation::compose),
          new Operation(
              "Resize",
              List.of("size", "interpolation", "max_size", "antialias"),
              Operation::resize),
          new Operation("CenterCrop", List.of("size"), Operation::centerCrop),
          new Operation(
              "RandomHorizontalFlip",
              List.of("p"),
              section -> Compose.of(new RandomHorizontalFlip(section.read(Arguments.P)))),
          new Operation(
              "RandomVerticalFlip",
              List.of("p"),
              section -> Compose.of(new RandomVerticalFlip(section.read(Arguments.P)))),
          new Operation("Normalize", List.of("mean", "std", "inplace"), Operation::normalize));

  /** The arguments, apart from those of {@link PixelTypes}. */
  private static final class Arguments {
    static final Key<Compose> TRANSFORMS =
        new Key<>("transforms", new AugmentationType(), Compose.NONE);
    static final Key<List<Integer>> SIZE =
        new Key<>(
            "size",
            ValueType.of("a whole number >= 1, or [height, width]", Operation::size),
            List.of(1));
    static final Key<Interpolation> INTERPOLATION =
        new Key<>(
            "interpolation",
            ValueType.of("bilinear, bicubic or nearest", Operation::interpolation),
            Interpolation.BILINEAR);
    static final Key<Boolean> ANTIALIAS = new Key<>("antialias", Types.TRUTH, true);
    static final Key<Double> P = new Key<>("p", Types.PROBABILITY, 0.5);
    static final Key<Boolean> INPLACE = new Key<>("inplace", Types.TRUTH, false);
  }

  /** What it makes of its arguments; unknown ones are problems. */
  Compose of(Section section) {
    section.refuseOthers(arguments);
    return build.apply(section);
  }

  private static Compose compose(Section section) {
    return section.require(Arguments.TRANSFORMS, "Compose");
  }

  private static Compose resize(Section section) {
    refuseMaxSize(section);
    List<Integer> size = section.require(Arguments.SIZE, "Resize");
    Resize resize =
        size.size() == 1 ? Resize.shorterSide(size.get(0)) : Resize.exact(size.get(0), size.get(1));
    boolean antialias = section.read(Arguments.ANTIALIAS);
    return Compose.of(
        resize
            .with(section.read(Arguments.INTERPOLATION))
            .with(antialias ? Resize.Antialias.ON : Resize.Antialias.OFF));
  }

  private static void refuseMaxSize(Section section) {
    Node maxSize = section.values().get("max_size");
    if (maxSize != null && !maxSize.isNull()) {
      String text = "Unsupported %s: %s (leave it out, or give both sides)";
      Spot spot = section.spot().child("max_size");
      spot.problems().add(maxSize.position(), text.formatted(spot.path(), maxSize.shown()));
    }
  }

  private static Compose centerCrop(Section section) {
    List<Integer> size = section.require(Arguments.SIZE, "CenterCrop");
    return Compose.of(new CenterCrop(size.get(0), size.get(size.size() - 1)));
  }

  private static Compose normalize(Section section) {
    // torchvision's way to save memory: the values are the same
    section.read(Arguments.INPLACE);
    return Compose.of(
        new Normalize(
            section.require(PixelTypes.MEAN, "Normalize"),
            section.require(PixelTypes.STD, "Normalize")));
  }

  private static Optional<List<Integer>> size(Node node) {
    Optional<Integer> side = Types.whole(node, 1);
    return side.isPresent()
        ? side.map(List::of)
        : Types.all(node, part -> Types.whole(part, 1))
            .filter(sides -> sides.size() == 1 || sides.size() == 2);
  }

  // bilinear, BILINEAR and InterpolationMode.BILINEAR
  private static Optional<Interpolation> interpolation(Node node) {
    String text = node.text().orElse("");
    String name = text.substring(text.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return List.of(Interpolation.values()).stream()
        .filter(mode -> mode.text().equals(name))
        .findFirst();
  }
}
