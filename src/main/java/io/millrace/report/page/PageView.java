package io.millrace.report.page;

import io.millrace.report.profile.Pictures.Look;
import io.millrace.report.profile.Profile;
import io.millrace.report.profile.Spread;
import io.millrace.sample.Split;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * All that the templates show.
 *
 * @param profile what was measured
 * @param charts of pictures, defects and depth maps
 * @param shown what has pictures of samples
 */
public record PageView(Profile profile, ChartsOf charts, Shown shown) {
  /** Letters of all addresses of samples' pictures together: about 6 MB of JPEG. */
  private static final long ROOM = 7_500_000;

  public PageView {
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(charts, "charts");
    Objects.requireNonNull(shown, "shown");
  }

  static PageView of(Profile profile, Figures figures) {
    return new PageView(profile, ChartsOf.of(profile, figures), Shown.of(profile, new Album(ROOM)));
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
   * The charts.
   *
   * @param areDrawn whether this Java has fonts; without them there are numbers alone
   * @param looks of the pictures
   * @param defects by kind of defect, with heat maps
   * @param depths of the depth maps
   */
  public record ChartsOf(
      boolean areDrawn, List<Figure> looks, List<Defects> defects, List<Figure> depths) {
    public ChartsOf {
      looks = List.copyOf(looks);
      defects = List.copyOf(defects);
      depths = List.copyOf(depths);
    }

    static ChartsOf of(Profile profile, Figures figures) {
      List<Figure> looks = new ArrayList<>();
      looks.add(look(profile, figures, "brightness", "mean luma, 0 to 255", Look::brightness));
      looks.add(look(profile, figures, "sharpness", "variance of the Laplacian", Look::sharpness));
      Figure aspects = look(profile, figures, "aspect ratio", "width over height", Look::aspect);
      if (aspects.isTelling()) {
        looks.add(aspects);
      }

      return new ChartsOf(
          figures.arePictures(),
          looks.stream().filter(figure -> !figure.names().isEmpty()).toList(),
          Defects.of(profile.defects(), figures),
          depths(profile, figures));
    }

    private static Figure look(
        Profile profile, Figures figures, String title, String unit, Function<Look, Spread> which) {
      Map<Split, Spread> spreads = new EnumMap<>(Split.class);
      profile.pictures().bySplit().forEach((split, look) -> spreads.put(split, which.apply(look)));
      return figures.bySplit(title, unit, spreads);
    }

    private static List<Figure> depths(Profile profile, Figures figures) {
      if (profile.depths().maps() == 0) {
        return List.of();
      }

      return List.of(
          figures.one("missing readings", "share of a map", profile.depths().missing()),
          figures.one("nearest reading", "unit of the data set", profile.depths().nearest()),
          figures.one("farthest reading", "unit of the data set", profile.depths().farthest()));
    }
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
      List<Leaks> leaks,
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
      List<Leaks> leaks = Leaks.of(profile.twins().pairs(), album);
      List<Problems> problems = Problems.of(profile.findings(), album);
      List<Gallery> galleries = Gallery.of(profile.gallery(), album);
      return new Shown(stages, leaks, problems, galleries, album.leftOut());
    }
  }
}
