package io.millrace.report.page;

import io.millrace.item.Size;
import io.millrace.report.Miniature;
import io.millrace.report.profile.Example;
import io.millrace.report.profile.Thumb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts pictures into the page until it is as large as it may be. */
final class Album {
  private final long room;
  private long used;
  private long leftOut;

  /**
   * An empty one.
   *
   * @param room letters that all addresses may have together
   */
  Album(long room) {
    this.room = room;
  }

  /** Samples that found no room. */
  long leftOut() {
    return leftOut;
  }

  /** The sample with all its pictures, or nothing. */
  Optional<Tile> tile(Example example) {
    if (used >= room) {
      leftOut++;
      return Optional.empty();
    }

    List<Panel> panels = new ArrayList<>();
    for (int i = 0; i < example.frames().size(); i++) {
      panels.add(frame(example, i));
    }

    for (Example.Map map : example.depths()) {
      String alt = "Depth map of " + example.title().sampleId() + ": near is red, far is blue";
      panels.add(panel(Uri.jpeg(Miniature.of(map)), "", map.size(), alt));
    }

    return Optional.of(new Tile(example.title(), panels));
  }

  private Panel frame(Example example, int i) {
    Thumb thumb = example.frames().get(i);
    Optional<String> outline =
        example.masks().stream()
            .filter(mask -> mask.frame() == i && isMarked(mask))
            .findFirst()
            .map(mask -> Uri.png(Miniature.outline(mask)));
    Example.Title title = example.title();
    String alt =
        title.sampleId()
            + (example.frames().size() > 1 ? ", frame %d of the clip".formatted(i + 1) : "")
            + (outline.isPresent() ? ", its mask outlined" : "");
    return panel(Uri.jpeg(Miniature.of(thumb)), outline.orElse(""), thumb.size(), alt);
  }

  private static boolean isMarked(Example.Mask mask) {
    for (byte set : mask.set()) {
      if (set != 0) {
        return true;
      }
    }

    return false;
  }

  /** A picture that is always in the page. */
  Panel picture(Thumb thumb, String alt) {
    return panel(Uri.jpeg(Miniature.of(thumb)), "", thumb.size(), alt);
  }

  private Panel panel(String source, String outline, Size size, String alt) {
    used += source.length() + outline.length();
    return new Panel(source, outline, size.width(), size.height(), alt);
  }
}
