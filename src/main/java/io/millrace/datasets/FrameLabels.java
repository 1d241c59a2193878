package io.millrace.datasets;

import io.millrace.sample.FrameRange;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which frames of which videos are abnormal: a CSV whose first line is {@code video,first,last}. A
 * video is named by its id or by the end of it, from a slash on: {@code test/a/01.mp4}, {@code
 * a/01.mp4} or {@code 01.mp4}; a folder of frames by its name. Frames count from 0, and {@code
 * last} belongs to the range. A text with a comma stands in double quotes. {@code 01.mp4,,} says
 * that no frame of a video is abnormal.
 *
 * @param ranges by the video's name as it is written, in the order of the table
 */
public record FrameLabels(Map<String, List<FrameRange>> ranges) implements Serializable {
  /** None. */
  public static final FrameLabels NONE = new FrameLabels(Map.of());

  public FrameLabels {
    Map<String, List<FrameRange>> copy = new LinkedHashMap<>();
    ranges.forEach((video, list) -> copy.put(video, List.copyOf(list)));
    ranges = Collections.unmodifiableMap(copy);
  }

  /**
   * Reads such a table.
   *
   * @param source what messages call it
   * @throws IllegalArgumentException with every problem and its line
   */
  public static FrameLabels parse(String text, String source) {
    FrameTable table = new FrameTable();
    table.read(text);
    if (!table.problems().isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot read the frame labels in %s: %s"
              .formatted(source, String.join("; ", table.problems())));
    }

    return new FrameLabels(table.ranges());
  }

  /** Whether it names that video: where it does not, the video's folder says what it is. */
  public boolean has(String id) {
    return names(id).stream().anyMatch(ranges::containsKey);
  }

  /** The abnormal frames of the video of that id; none where it is not named. */
  public List<FrameRange> of(String id) {
    return names(id).stream()
        .flatMap(name -> ranges.getOrDefault(name, List.of()).stream())
        .toList();
  }

  /** Whether a frame of the video of that id, from 0, is abnormal. */
  public boolean isAbnormal(String id, int frame) {
    return of(id).stream().anyMatch(range -> range.first() <= frame && frame < range.end());
  }

  /** What it names and none of those videos is, in the order of the table. */
  public List<String> unknown(Collection<String> ids) {
    Set<String> known = ids.stream().flatMap(id -> names(id).stream()).collect(Collectors.toSet());
    return ranges.keySet().stream().filter(name -> !known.contains(name)).toList();
  }

  /** The id, and every end of it that follows a slash. */
  private static List<String> names(String id) {
    List<String> names = new ArrayList<>(List.of(id));
    for (int slash = id.indexOf('/'); slash >= 0; slash = id.indexOf('/', slash + 1)) {
      names.add(id.substring(slash + 1));
    }

    return names;
  }
}
