package io.millrace.report.page;

import io.millrace.report.profile.Pictures.Look;
import io.millrace.report.profile.Profile;
import io.millrace.report.profile.Spread;
import io.millrace.sample.Split;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The charts of a page.
 *
 * @param areDrawn whether this Java has fonts; without them there are numbers alone
 * @param looks of the pictures
 * @param defects by kind of defect, with heat maps
 * @param depths of the depth maps
 */
public record Plots(
    boolean areDrawn, List<Figure> looks, List<DefectCard> defects, List<Figure> depths) {
  public Plots {
    looks = List.copyOf(looks);
    defects = List.copyOf(defects);
    depths = List.copyOf(depths);
  }

  static Plots of(Profile profile, Figures figures) {
    List<Figure> looks = new ArrayList<>();
    looks.add(look(profile, figures, "brightness", "mean luma, 0 to 255", Look::brightness));
    looks.add(look(profile, figures, "sharpness", "variance of the Laplacian", Look::sharpness));
    Figure aspects = look(profile, figures, "aspect ratio", "width over height", Look::aspect);
    if (aspects.isTelling()) {
      looks.add(aspects);
    }

    return new Plots(
        figures.arePictures(),
        looks.stream().filter(figure -> !figure.names().isEmpty()).toList(),
        DefectCard.of(profile.defects(), figures),
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
