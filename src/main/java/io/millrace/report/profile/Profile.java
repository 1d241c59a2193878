package io.millrace.report.profile;

import java.util.List;
import java.util.Objects;

/**
 * All that a report says.
 *
 * @param card what the data set is
 * @param groups samples by category, split and label, in that order
 * @param pictures what pictures are like
 * @param channels red, green, blue over the training pictures; empty if none could be read
 * @param defects what masks are like, by category and label; empty without masks
 * @param depths what depth maps are like
 * @param gallery pictures to look at
 * @param findings what is wrong
 * @param twins pictures that are in two subsets
 * @param steps what the training pipeline makes of one picture
 */
public record Profile(
    Card card,
    List<Group> groups,
    Pictures pictures,
    List<Channel> channels,
    List<Defect> defects,
    Depths depths,
    List<Example> gallery,
    Findings findings,
    Twins twins,
    Steps steps) {
  public Profile {
    Objects.requireNonNull(card, "card");
    groups = List.copyOf(groups);
    Objects.requireNonNull(pictures, "pictures");
    channels = List.copyOf(channels);
    defects = List.copyOf(defects);
    Objects.requireNonNull(depths, "depths");
    gallery = List.copyOf(gallery);
    Objects.requireNonNull(findings, "findings");
    Objects.requireNonNull(twins, "twins");
    Objects.requireNonNull(steps, "steps");
  }
}
