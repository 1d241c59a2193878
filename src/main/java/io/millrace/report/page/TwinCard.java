package io.millrace.report.page;

import io.millrace.report.profile.Example;
import io.millrace.report.profile.Profile;
import io.millrace.report.profile.Twins;
import java.util.List;
import java.util.Objects;

/**
 * Two pictures that are alike, side by side.
 *
 * @param pair which ones, and how much alike
 * @param tiles first the one of the earlier subset
 */
public record TwinCard(Twins.Pair pair, List<Tile> tiles) {
  public TwinCard {
    Objects.requireNonNull(pair, "pair");
    tiles = List.copyOf(tiles);
  }

  static List<TwinCard> of(List<Twins.Pair> pairs, Album album) {
    return pairs.stream()
        .map(
            pair ->
                new TwinCard(pair, List.of(tile(pair.earlier(), album), tile(pair.later(), album))))
        .toList();
  }

  private static Tile tile(Twins.Side side, Album album) {
    Example.Title title = side.title();
    String alt = title.sampleId() + " of " + title.split().text();
    return new Tile(title, List.of(album.picture(side.picture(), alt)));
  }

  /** What kind of twins they are. */
  public String title() {
    return switch (pair.kind()) {
      case EXACT -> "Same pixels";
      case NEAR -> "Nearly the same";
    };
  }

  /** What can be said where no twins were found. */
  public static String none(Profile profile) {
    if (profile.card().contents().clips().exist()) {
      return "No clip was found in two subsets: of each the last frame was compared, by its pixels.";
    }

    return profile.twins().unchecked() == 0
        ? "No picture was found in two subsets, neither the same pixels nor nearly the same."
        : "No picture was found in two subsets, but not all near pairs were compared.";
  }

  /** One sentence on a kind of twins. */
  public static String sentence(Twins.Leak leak) {
    String alike =
        switch (leak.kind()) {
          case EXACT -> "the same pixels as";
          case NEAR -> "nearly the same pixels as";
        };
    return "%s of %s %s %s a sample of %s"
        .formatted(
            Words.count(leak.samples(), "sample"),
            leak.later().text(),
            leak.samples() == 1 ? "has" : "have",
            alike,
            leak.earlier().text());
  }
}
