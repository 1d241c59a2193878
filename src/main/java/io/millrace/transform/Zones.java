package io.millrace.transform;

import io.millrace.sample.Split;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The subsets' pipelines, cut in two: what a store can hold, once for all of them, and what each
 * epoch does to it. Random draws are those of the whole pipeline: no random operation is baked, so
 * that each keeps its name and its number among those of its name.
 *
 * @param baked the longest beginning that all pipelines share and that draws nothing, without
 *     {@link Normalize}
 * @param rests what is left of each
 */
public record Zones(Compose baked, Map<Split, Compose> rests) {
  private static final String WAY_OUT =
      "(give an image size that stands first in every pipeline, or use --kind packed)";

  public Zones {
    Map<Split, Compose> copy = new EnumMap<>(Split.class);
    copy.putAll(rests);
    rests = Collections.unmodifiableMap(copy);
  }

  /**
   * Cuts pipelines.
   *
   * @throws IllegalArgumentException if what they share does not bring all pictures to one size,
   *     naming the operation that is in the way
   */
  public static Zones of(Map<Split, Compose> pipelines) {
    Map<Split, Compose> all = new EnumMap<>(Split.class);
    all.putAll(pipelines);
    Compose first = all.values().iterator().next();
    int shared = 0;
    while (all.values().stream().allMatch(new Shares(first, shared)::in)) {
      shared++;
    }

    Compose baked = first.head(shared);
    if (baked.fixedSize().isEmpty()) {
      throw new IllegalArgumentException(refusal(all, shared));
    }

    int cut = shared;
    all.replaceAll((split, pipeline) -> pipeline.tail(cut));
    return new Zones(baked, all);
  }

  /** Whether a pipeline has, at that place, what the first one has, and it can be baked. */
  private record Shares(Compose first, int place) {
    boolean in(Compose pipeline) {
      return canBake(first, place)
          && canBake(pipeline, place)
          && canonical(first, place).equals(canonical(pipeline, place));
    }
  }

  private static boolean canBake(Compose pipeline, int place) {
    return place < pipeline.transforms().size() && !isLate(pipeline.transforms().get(place));
  }

  private static boolean isLate(Transform transform) {
    return transform.isRandom() || transform instanceof Normalize;
  }

  private static String canonical(Compose pipeline, int place) {
    return pipeline.transforms().get(place).canonical();
  }

  private static String refusal(Map<Split, Compose> pipelines, int shared) {
    for (Map.Entry<Split, Compose> entry : pipelines.entrySet()) {
      List<Transform> rest = entry.getValue().tail(shared).transforms();
      if (!rest.isEmpty() && isLate(rest.get(0))) {
        String why = rest.get(0).isRandom() ? "which is random," : "which stays with the run,";
        return "Cannot bake tensors: in the %s pipeline %s, %s comes before every picture has one size %s"
            .formatted(entry.getKey().text(), rest.get(0).operation(), why, WAY_OUT);
      }
    }

    boolean same = pipelines.values().stream().map(Compose::canonical).distinct().count() == 1;
    return same
        ? "Cannot bake tensors: no operation brings every picture to one size " + WAY_OUT
        : "Cannot bake tensors: the subsets' pipelines differ before every picture has one size: %s %s"
            .formatted(words(pipelines), WAY_OUT);
  }

  private static String words(Map<Split, Compose> pipelines) {
    return String.join(
        ", ",
        pipelines.entrySet().stream()
            .map(entry -> entry.getKey().text() + " " + entry.getValue().canonical())
            .toList());
  }

  /**
   * What a pipeline still does to stored pictures: all that follows what was baked, or all of it
   * where it has no resize and takes them as they are stored. Absent if it begins otherwise.
   *
   * @param baked canonical text of the operations that were baked
   */
  public static Optional<Compose> rest(Compose pipeline, String baked) {
    for (int count = 0; count <= pipeline.transforms().size(); count++) {
      if (pipeline.head(count).canonical().equals(baked)) {
        return Optional.of(pipeline.tail(count));
      }
    }

    boolean resizes = pipeline.transforms().stream().anyMatch(Resize.class::isInstance);
    return resizes ? Optional.empty() : Optional.of(pipeline);
  }
}
