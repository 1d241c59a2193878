package io.millrace.report.page;

import io.millrace.report.profile.Defect;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * What the page shows of a kind of defect.
 *
 * @param defect what was measured
 * @param heat address of a picture of where its masks lie, a pixel a cell
 * @param alt what that shows, for those who do not see it
 * @param areas the chart of the areas; none where charts would fill the page
 */
public record DefectCard(Defect defect, String heat, String alt, List<Figure> areas) {
  /** A page has so many charts of areas at most. */
  static final int MOST_CHARTS = 60;

  private static final int COLOR = 0xD6006E;
  private static final int LEVELS = 63;

  public DefectCard {
    Objects.requireNonNull(defect, "defect");
    Objects.requireNonNull(heat, "heat");
    Objects.requireNonNull(alt, "alt");
    areas = List.copyOf(areas);
  }

  static List<DefectCard> of(List<Defect> defects, Figures figures) {
    List<DefectCard> shown = new ArrayList<>();
    for (Defect defect : defects) {
      boolean room = shown.size() < MOST_CHARTS && defect.area().count() > 0;
      Figure areas =
          figures.one("mask area of " + defect.label(), "share of the picture", defect.area());
      shown.add(
          new DefectCard(
              defect,
              Uri.png(draw(defect.heat())),
              alt(defect),
              room ? List.of(areas) : List.of()));
    }

    return shown;
  }

  /** Where the masks of most pictures meet. */
  private static double most(Defect.Heat heat) {
    return heat.shares().isEmpty() ? 0 : Collections.max(heat.shares());
  }

  private static BufferedImage draw(Defect.Heat heat) {
    BufferedImage picture =
        new BufferedImage(heat.columns(), heat.rows(), BufferedImage.TYPE_INT_ARGB);
    double most = most(heat);
    for (int i = 0; i < heat.shares().size(); i++) {
      double level = most > 0 ? Math.round(LEVELS * heat.shares().get(i) / most) : 0;
      int alpha = (int) (level * 255 / LEVELS);
      picture.setRGB(i % heat.columns(), i / heat.columns(), alpha << 24 | COLOR);
    }

    return picture;
  }

  private static String alt(Defect defect) {
    Defect.Heat heat = defect.heat();
    int place = heat.shares().indexOf(most(heat));
    return "Where masks of %s lie: most of them in row %d of %d, column %d of %d"
        .formatted(
            defect.label(),
            place / heat.columns() + 1,
            heat.rows(),
            place % heat.columns() + 1,
            heat.columns());
  }

  /** The share of masks that meet in the strongest cell. */
  public String strongest() {
    return Words.percent(most(defect.heat()));
  }
}
