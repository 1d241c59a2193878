package io.millrace.store;

import io.millrace.sample.Contents;
import io.millrace.sample.Task;
import io.millrace.split.SplitRule;
import java.io.Serializable;
import java.util.ArrayList;
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
   * @param contents what samples consist of
   */
  public record Dataset(String name, List<String> categories, Contents contents)
      implements Serializable {
    public Dataset {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(contents, "contents");
      categories = List.copyOf(categories);
    }

    /** Still pictures, with masks or without. */
    public Dataset(String name, List<String> categories, Task task) {
      this(name, categories, Contents.of(task));
    }

    /** Whether samples have masks. */
    public Task task() {
      return contents.task();
    }
  }

  /** Bytes of a row of a tensor; 0 where sizes differ. */
  public long rowBytes(ShardTensor tensor) {
    return switch (tensor) {
      case IMAGE -> image.imageBytes();
      case MASK -> image.maskBytes();
      case DEPTH -> image.maskBytes() * Float.BYTES * dataset.contents.depth().channels().count();
    };
  }

  /** What decides the values of a sample's tensors, as one text: part of the fingerprint. */
  public String canonical() {
    List<String> lines =
        new ArrayList<>(
            List.of(
                kind.text(),
                transform,
                String.join(",", decoders),
                image.type().name(),
                Integer.toString(image.height()),
                Integer.toString(image.width())));
    if (dataset.contents.depth().exists()) {
      lines.add("depth " + dataset.contents.depth().channels().text());
    }

    if (dataset.contents.clips().exist()) {
      lines.add("frames");
    }

    return String.join("\n", lines);
  }
}
