package io.millrace.datasets;

import io.millrace.sample.Task;
import java.util.List;
import java.util.Objects;

/**
 * A store that {@code prepare} has made. What its samples are, and how they are divided, its
 * snapshot says: there are no folders to list.
 *
 * @param root folder of the store
 */
public record StoredDataset(String root) implements DatasetLayout {
  private static final DatasetFacts FACTS =
      new DatasetFacts(
          "Store",
          "A store that 'millrace prepare' has made of any of the others.",
          List.of("ROOT/_millrace/snapshots/00000001.json"),
          List.of(),
          "millrace prepare");

  public StoredDataset {
    Objects.requireNonNull(root, "root");
    root = Place.trimmed(root);
  }

  @Override
  public boolean hasCategories() {
    return false;
  }

  @Override
  public List<String> categories() {
    return List.of();
  }

  @Override
  public List<Place> places(List<String> categories) {
    return List.of();
  }

  @Override
  public Entry read(Place place, String relative) {
    return Entry.UNUSED;
  }

  /** What a store may have at most; the snapshot says which. */
  @Override
  public Task task() {
    return Task.SEGMENTATION;
  }

  @Override
  public Division division() {
    return Division.OWN;
  }

  @Override
  public DatasetFacts facts() {
    return FACTS;
  }
}
