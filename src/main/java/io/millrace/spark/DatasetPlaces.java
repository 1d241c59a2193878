package io.millrace.spark;

import io.millrace.config.InvalidConfigException;
import io.millrace.datasets.DatasetLayout;
import io.millrace.datasets.FileNames;
import io.millrace.datasets.Place;
import io.millrace.sample.PathOrder;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.storage.FileEntry;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Finds the folders of a data set, or says which are missing. */
record DatasetPlaces(DatasetLayout layout, Configuration configuration) {
  /** The places to list, with absolute paths. */
  List<Place> find() {
    HadoopStorage storage = new HadoopStorage(configuration);
    List<String> problems = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    try {
      for (Place place : layout.places(categories(storage))) {
        if (!storage.isFolder(place.folder())) {
          problems.add(
              "Missing folder: %s of %s (check data.root and the folders' names)"
                  .formatted(place.folder(), layout.name()));
        }
        places.add(place.at(storage.absolute(place.folder())));
      }
    } catch (IOException e) {
      problems.add("Cannot list " + layout.root() + ": " + e.getMessage());
    } catch (IllegalArgumentException e) {
      problems.add(problem(e));
    }

    if (!problems.isEmpty()) {
      throw new InvalidConfigException(problems);
    }

    return places;
  }

  /** Hadoop's word for a path that it cannot read says neither what it is nor what to do. */
  private static String problem(IllegalArgumentException failure) {
    return failure.getCause() instanceof URISyntaxException syntax
        ? "Invalid path: %s (what stands before a colon is a scheme: give the whole path, from /)"
            .formatted(syntax.getInput())
        : failure.getMessage();
  }

  private List<String> categories(HadoopStorage storage) throws IOException {
    if (!layout.hasCategories()) {
      return List.of();
    }

    if (!storage.isFolder(layout.root())) {
      throw new InvalidConfigException(
          List.of(
              "Missing data.root: there is no folder %s (get %s from %s, or run 'millrace"
                      .formatted(layout.root(), layout.name(), layout.facts().origin())
                  + " sample-data' to draw one)"));
    }

    List<String> found =
        storage.list(layout.root()).stream()
            .filter(entry -> entry.folder() && !FileNames.isJunk(entry.name()))
            .map(FileEntry::name)
            .sorted(PathOrder.BY_CODE_POINT)
            .toList();
    List<String> wanted = layout.categories().isEmpty() ? found : layout.categories();
    check(found, wanted);
    return wanted;
  }

  private void check(List<String> found, List<String> wanted) {
    List<String> missing = wanted.stream().filter(name -> !found.contains(name)).toList();
    if (missing.isEmpty() && !found.isEmpty()) {
      return;
    }

    String hint =
        found.contains("train") || found.contains("test")
            ? " (data.root seems to be a category's folder: give the folder above it)"
            : "";
    throw new InvalidConfigException(
        List.of(
            "Missing category: %s is not below %s, which has %s%s"
                .formatted(
                    String.join(", ", missing.isEmpty() ? List.of("any folder") : missing),
                    layout.root(),
                    found.isEmpty() ? "no folders" : String.join(", ", found),
                    hint)));
  }
}
