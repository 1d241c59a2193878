package io.millrace.store;

import io.millrace.sample.Task;
import io.millrace.split.SplitRule;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * What all samples of a snapshot have in common.
 *
 * @param kind what the shards hold
 * @param image what the pictures look like
 * @param transform the operations that were baked, canonical JSON of a list, {@code []} for none
 * @param decoders what decoded which format: lines such as {@code png=millrace}, sorted
 * @param dataset what the data is
 * @param split the rule, with its seed, that divided the samples
 */
public record StoreFacts(
    StoreKind kind,
    StoredImage image,
    String transform,
    List<String> decoders,
    Dataset dataset,
    SplitRule split)
    implements Serializable {
  public StoreFacts {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(transform, "transform");
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(split, "split");
    decoders = List.copyOf(decoders);
  }

  /**
   * What the data is.
   *
   * @param name of its class, such as {@code MVTecAD}
   * @param categories in code-point order, empty where it has none
   * @param task whether samples have masks
   */
  public record Dataset(String name, List<String> categories, Task task) implements Serializable {
    public Dataset {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(task, "task");
      categories = List.copyOf(categories);
    }
  }

  /** What decides the values of a sample's tensors, as one text: part of the fingerprint. */
  public String canonical() {
    return String.join(
        "\n",
        kind.text(),
        transform,
        String.join(",", decoders),
        image.type().name(),
        Integer.toString(image.height()),
        Integer.toString(image.width()));
  }
}
