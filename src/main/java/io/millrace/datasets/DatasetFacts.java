package io.millrace.datasets;

import java.util.List;

/**
 * What a person has to know about a data set.
 *
 * @param name as the reference spells its class
 * @param summary one sentence
 * @param layout what is expected on disk, a line each
 * @param categories the published categories, empty where there are none
 * @param origin where to get it, and under which licence
 */
public record DatasetFacts(
    String name, String summary, List<String> layout, List<String> categories, String origin) {
  public DatasetFacts {
    layout = List.copyOf(layout);
    categories = List.copyOf(categories);
  }
}
