package io.millrace.transform;

import io.millrace.item.PlaneSink;
import io.millrace.item.RowSink;
import io.millrace.item.Size;
import io.millrace.random.Draws;
import io.millrace.sample.Field;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Operations one after the other. The draws of an operation depend on seed, epoch, sample id, its
 * name and how many of its name came before: adding an operation leaves the others' draws alone.
 *
 * @param transforms first to last
 */
public record Compose(List<Transform> transforms) implements Serializable {
  /** No operation at all. */
  public static final Compose NONE = new Compose(List.of());

  public Compose {
    transforms = List.copyOf(transforms);
  }

  /** Those operations, first to last. */
  public static Compose of(Transform... transforms) {
    return new Compose(List.of(transforms));
  }

  /**
   * The operations that a store has baked, from their canonical text.
   *
   * @throws IllegalArgumentException naming an operation that this version cannot bake
   */
  public static Compose ofBaked(String canonical) {
    return BakedText.read(canonical);
  }

  /** These operations, then those. */
  public Compose then(Compose others) {
    List<Transform> all = new ArrayList<>(transforms);
    all.addAll(others.transforms);
    return new Compose(all);
  }

  /** The operations as a JSON list without spaces, see {@link Transform#canonical}. */
  public String canonical() {
    return transforms.stream().map(Transform::canonical).collect(Collectors.joining(",", "[", "]"));
  }

  /** The first {@code count} operations. */
  Compose head(int count) {
    return new Compose(transforms.subList(0, count));
  }

  /** The operations after the first {@code count}. */
  Compose tail(int count) {
    return new Compose(transforms.subList(count, transforms.size()));
  }

  /** The size that it makes of an input of that size. */
  public Size outputSize(Size input) {
    Size size = input;
    for (Transform transform : transforms) {
      size = transform.outputSize(size);
    }

    return size;
  }

  /** The output size, if it is the same for every input. */
  public Optional<Size> fixedSize() {
    Size any = new Size(1, 1);
    boolean fixed = false;
    for (Transform transform : transforms) {
      fixed |= transform.fixesSize();
    }

    return fixed ? Optional.of(outputSize(any)) : Optional.empty();
  }

  /** The size that pictures are resized to first, if that is the same for every input. */
  public Optional<Size> firstSize() {
    return transforms.stream()
        .limit(1)
        .filter(first -> first instanceof Resize && first.fixesSize())
        .map(first -> first.outputSize(new Size(1, 1)))
        .findFirst();
  }

  /** Whether values leave [0, 1], so that they cannot be kept as 8 bits. */
  public boolean normalizes() {
    return transforms.stream().anyMatch(Normalize.class::isInstance);
  }

  /**
   * Takes a decoder's rows of one field of one sample and writes the result to the sink that {@code
   * target} gives for the output size.
   */
  public RowSink rows(Field field, Draws draws, Levels levels, Function<Size, PlaneSink> target) {
    return new PixelRows(this, field, draws, levels, target);
  }

  /**
   * The same for rows that are floats already: a stored picture of that size, channel by channel,
   * each from top to bottom.
   */
  public PlaneSink planes(Size input, Field field, Draws draws, PlaneSink target) {
    return into(target, input, field, draws);
  }

  /** Whether any operation draws random numbers. */
  public boolean isRandom() {
    return transforms.stream().anyMatch(Transform::isRandom);
  }

  private PlaneSink into(PlaneSink last, Size input, Field field, Draws draws) {
    List<Size> inputs = new ArrayList<>();
    List<Transform.FieldChance> chances = new ArrayList<>();
    Map<String, Integer> occurrences = new HashMap<>();
    Size size = input;
    for (Transform transform : transforms) {
      inputs.add(size);
      size = transform.outputSize(size);
      int occurrence = occurrences.merge(transform.operation(), 1, Integer::sum) - 1;
      double chance =
          transform.isRandom() ? draws.operation(transform.operation(), occurrence).uniform(0) : 0;
      chances.add(new Transform.FieldChance(field, chance));
    }

    PlaneSink sink = last;
    for (int i = transforms.size() - 1; i >= 0; i--) {
      sink = transforms.get(i).into(sink, inputs.get(i), chances.get(i));
    }

    return sink;
  }
}
