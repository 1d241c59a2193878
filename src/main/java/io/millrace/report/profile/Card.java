package io.millrace.report.profile;

import io.millrace.sample.Contents;
import java.util.List;
import java.util.Objects;

/**
 * What a data set is.
 *
 * @param dataset its name, such as {@code MVTecAD}
 * @param location folder of the files, or the store
 * @param kind {@code files}, or {@code packed} or {@code tensors} of a store
 * @param categories that were read; empty where the data set has none
 * @param contents what samples consist of: masks, clips, depth maps
 * @param division how it is divided
 * @param samples in a subset or not
 */
public record Card(
    String dataset,
    String location,
    String kind,
    List<String> categories,
    Contents contents,
    Division division,
    long samples) {
  public Card {
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(kind, "kind");
    categories = List.copyOf(categories);
    Objects.requireNonNull(contents, "contents");
    Objects.requireNonNull(division, "division");
  }

  /** Whether what was read are the pictures that a store was baked with, not those of the files. */
  public boolean isBaked() {
    return kind.equals("tensors");
  }

  /**
   * How a data set is divided.
   *
   * @param testMode where test samples come from, as configurations write it
   * @param valMode where validation samples come from
   * @param seed of the division
   */
  public record Division(String testMode, String valMode, long seed) {
    public Division {
      Objects.requireNonNull(testMode, "testMode");
      Objects.requireNonNull(valMode, "valMode");
    }
  }
}
