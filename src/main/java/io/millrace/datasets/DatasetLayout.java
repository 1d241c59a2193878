package io.millrace.datasets;

import io.millrace.sample.Clips;
import io.millrace.sample.Task;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** Where a data set's files are and what each of them is: a pure description. */
public interface DatasetLayout extends Serializable {
  /** Name of the data set, as the reference spells its class. */
  default String name() {
    return facts().name();
  }

  /** Folder that holds it: {@code data.root}; relative ids start here. */
  String root();

  /** Whether the folders below {@link #root} are categories. */
  boolean hasCategories();

  /** The categories asked for; empty means all that exist, or that the data set has none. */
  List<String> categories();

  /**
   * The folders to list.
   *
   * @param categories the categories to load, in code-point order; empty where there are none
   */
  List<Place> places(List<String> categories);

  /** What the file at that path, relative to one of the {@link #places}, is. */
  Entry read(Place place, String relative);

  /** Whether samples have masks. */
  Task task();

  /** How videos are cut into samples; {@link Clips#NONE} where samples are pictures. */
  default Clips clips() {
    return Clips.NONE;
  }

  /** Whether each picture has a depth map. */
  default boolean hasDepth() {
    return false;
  }

  /** Path of the table of {@link FrameLabels}, if there is one. */
  default Optional<String> labels() {
    return Optional.empty();
  }

  /** How it is divided where its user does not say how. */
  default Division division() {
    return Division.PUBLISHED;
  }

  /** Samples of a batch where its user does not say how many. */
  default int batchSize() {
    return 32;
  }

  /** What a person has to know about the data set. */
  DatasetFacts facts();
}
