package io.millrace.datasets;

import io.millrace.sample.Task;
import java.util.ArrayList;
import java.util.List;

/** A data set of one folder a category, whose name begins the key of its samples. */
interface CategoryLayout extends DatasetLayout {
  @Override
  default boolean hasCategories() {
    return true;
  }

  @Override
  default List<Place> places(List<String> found) {
    List<Place> places = new ArrayList<>();
    for (String category : found) {
      String folder = Place.join(root(), category);
      places.add(new Place(folder, category, category, "category", category + "/"));
    }

    return places;
  }

  /** Always {@link Task#SEGMENTATION}, even where no mask exists, as in the reference. */
  @Override
  default Task task() {
    return Task.SEGMENTATION;
  }
}
