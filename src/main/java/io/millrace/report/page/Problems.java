package io.millrace.report.page;

import io.millrace.report.profile.Example;
import io.millrace.report.profile.Findings;
import io.millrace.sample.Finding;
import io.millrace.sample.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * All that is wrong for one reason.
 *
 * @param reason with its severity and its way out
 * @param count how often
 * @param items some of them
 */
public record Problems(Reason reason, long count, List<Item> items) {
  public Problems {
    Objects.requireNonNull(reason, "reason");
    items = List.copyOf(items);
  }

  static List<Problems> of(Findings findings, Album album) {
    Map<String, List<Tile>> tiles = new LinkedHashMap<>();
    for (Example example : findings.examples()) {
      album
          .tile(example)
          .ifPresent(
              tile ->
                  tiles
                      .computeIfAbsent(example.title().sampleId(), key -> new ArrayList<>())
                      .add(tile));
    }

    return findings.counts().entrySet().stream()
        .map(entry -> of(entry.getKey(), entry.getValue(), findings.first(), tiles))
        .toList();
  }

  private static Problems of(
      Reason reason, long count, List<Finding> first, Map<String, List<Tile>> tiles) {
    List<Item> items =
        first.stream()
            .filter(finding -> finding.reason() == reason)
            .map(finding -> new Item(finding, tiles.getOrDefault(finding.sampleId(), List.of())))
            .toList();
    return new Problems(reason, count, items);
  }

  /** The reason as words. */
  public String title() {
    String words = reason.name().replace('_', ' ');
    return words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT);
  }

  /** How many are not among the items. */
  public long others() {
    return count - items.size();
  }

  /**
   * One finding.
   *
   * @param finding what was found
   * @param tiles its sample's picture, where it could be read
   */
  public record Item(Finding finding, List<Tile> tiles) {
    public Item {
      Objects.requireNonNull(finding, "finding");
      tiles = List.copyOf(tiles);
    }
  }
}
