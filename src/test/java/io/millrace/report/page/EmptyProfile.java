package io.millrace.report.page;

import io.millrace.report.profile.Card;
import io.millrace.report.profile.Depths;
import io.millrace.report.profile.Findings;
import io.millrace.report.profile.Histogram;
import io.millrace.report.profile.Pictures;
import io.millrace.report.profile.Profile;
import io.millrace.report.profile.Spread;
import io.millrace.report.profile.Steps;
import io.millrace.report.profile.Twins;
import io.millrace.sample.Contents;
import io.millrace.sample.Task;
import java.util.List;
import java.util.Map;

/** A profile of no sample. */
final class EmptyProfile {
  private EmptyProfile() {}

  static Profile profile() {
    Spread none = new Spread(0, 0, 0, 0, new Histogram(List.of(0.0, 0.5, 1.0), List.of(0L, 0L)));
    return new Profile(
        new Card(
            "Folder",
            "/nothing",
            "files",
            List.of(),
            Contents.of(Task.CLASSIFICATION),
            new Card.Division("none", "none", 0),
            0),
        List.of(),
        new Pictures(0, List.of(), 0, Map.of()),
        List.of(),
        List.of(),
        new Depths(none, none, none),
        List.of(),
        new Findings(Map.of(), List.of(), List.of()),
        new Twins(List.of(), List.of(), 0),
        Steps.NONE);
  }
}
