package io.millrace.report.page;

import io.millrace.report.profile.Profile;
import java.util.List;
import java.util.Objects;

/**
 * All that the templates show.
 *
 * @param profile what was measured
 * @param charts of pictures, defects and depth maps
 * @param shown what has pictures of samples
 */
public record PageView(Profile profile, Plots charts, Shown shown) {
  /** Letters of all addresses of samples' pictures together: about 6 MB of JPEG. */
  private static final long ROOM = 7_500_000;

  public PageView {
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(charts, "charts");
    Objects.requireNonNull(shown, "shown");
  }

  static PageView of(Profile profile, Figures figures) {
    return new PageView(profile, Plots.of(profile, figures), Shown.of(profile, new Album(ROOM)));
  }

  /** The title of the page. */
  public String title() {
    List<String> categories = profile.card().categories();
    String dataset = profile.card().dataset();
    return categories.size() == 1 ? dataset + ", " + categories.get(0) : dataset;
  }

  /** What is worth knowing first. */
  public List<Fact> facts() {
    return Fact.of(profile);
  }

  /** How the data set is, in a few sentences. */
  public List<Glance> glances() {
    return Glance.of(profile);
  }

  /** Samples by category and label. */
  public List<Counts> counts() {
    return Counts.of(profile.groups());
  }

  /**
   * What has pictures of samples.
   *
   * @param stages of the training pipeline
   * @param leaks pairs of twins
   * @param problems findings by reason
   * @param galleries samples by category and label
   * @param leftOut samples that found no room on the page
   */
  public record Shown(
      List<Stage> stages,
      List<TwinCard> leaks,
      List<Problems> problems,
      List<Gallery> galleries,
      long leftOut) {
    public Shown {
      stages = List.copyOf(stages);
      leaks = List.copyOf(leaks);
      problems = List.copyOf(problems);
      galleries = List.copyOf(galleries);
    }

    static Shown of(Profile profile, Album album) {
      List<Stage> stages = Stage.of(profile.steps(), album);
      List<TwinCard> leaks = TwinCard.of(profile.twins().pairs(), album);
      List<Problems> problems = Problems.of(profile.findings(), album);
      List<Gallery> galleries = Gallery.of(profile.gallery(), album);
      return new Shown(stages, leaks, problems, galleries, album.leftOut());
    }
  }
}
