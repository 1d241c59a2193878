package io.millrace.report.page;

import io.millrace.report.profile.Example;
import io.millrace.sample.Label;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Samples of one category and label to look at.
 *
 * @param category empty where the data set has none
 * @param label name of the class
 * @param kind normal, abnormal or unknown
 * @param tiles of all subsets
 */
public record Gallery(String category, String label, Label kind, List<Tile> tiles) {
  public Gallery {
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(kind, "kind");
    tiles = List.copyOf(tiles);
  }

  /** As many as the album takes: one of each group first, then a second one. */
  static List<Gallery> of(List<Example> examples, Album album) {
    Map<Key, List<Tile>> groups = new LinkedHashMap<>();
    examples.forEach(
        example -> groups.computeIfAbsent(Key.of(example.title()), key -> new ArrayList<>()));
    for (Example example : inTurns(examples)) {
      album.tile(example).ifPresent(groups.get(Key.of(example.title()))::add);
    }

    return groups.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> entry.getKey().gallery(entry.getValue()))
        .toList();
  }

  private static List<Example> inTurns(List<Example> examples) {
    Map<String, Integer> seen = new LinkedHashMap<>();
    record Turn(int turn, Example example) {}

    return examples.stream()
        .map(
            example -> {
              String group = Key.of(example.title()) + example.title().split().text();
              return new Turn(seen.merge(group, 1, Integer::sum), example);
            })
        .sorted(Comparator.comparingInt(Turn::turn))
        .map(Turn::example)
        .toList();
  }

  private record Key(String category, String label, Label kind) {
    static Key of(Example.Title title) {
      return new Key(title.category(), title.label(), title.labelIndex());
    }

    Gallery gallery(List<Tile> tiles) {
      List<Tile> ordered =
          tiles.stream().sorted(Comparator.comparing(tile -> tile.title().split())).toList();
      return new Gallery(category, label, kind, ordered);
    }
  }
}
