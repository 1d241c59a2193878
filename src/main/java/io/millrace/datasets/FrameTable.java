package io.millrace.datasets;

import io.millrace.sample.FrameRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of {@link FrameLabels} and collects what is wrong with it. */
final class FrameTable {
  private static final List<String> HEADER = List.of("video", "first", "last");
  private static final Pattern FRAME = Pattern.compile("[0-9]{1,9}");

  // a field in quotes, where "" is one quote, or one without; then a comma or the end
  private static final Pattern FIELD =
      Pattern.compile("(?:\"((?:[^\"]|\"\")*+)\"|([^\",]*+))(,|\\z)");

  private final Map<String, List<FrameRange>> ranges = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  Map<String, List<FrameRange>> ranges() {
    return ranges;
  }

  List<String> problems() {
    return problems;
  }

  void read(String text) {
    // spreadsheets write a byte order mark
    String[] lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r\n|\r|\n", -1);
    if (!fields(lines[0]).equals(HEADER)) {
      problems.add("line 1: \"%s\" (must be video,first,last)".formatted(lines[0]));
    }

    for (int i = 1; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        readLine(lines[i], i + 1);
      }
    }
  }

  private void readLine(String line, int number) {
    List<String> fields = fields(line);
    if (fields.size() != HEADER.size() || fields.get(0).isEmpty()) {
      problem(number, line, "a video, its first and its last abnormal frame");
      return;
    }

    List<FrameRange> ofVideo = ranges.computeIfAbsent(fields.get(0), video -> new ArrayList<>());
    String first = fields.get(1);
    String last = fields.get(2);
    if (first.isEmpty() && last.isEmpty()) {
      return;
    }

    boolean numbers = FRAME.matcher(first).matches() && FRAME.matcher(last).matches();
    if (!numbers || Integer.parseInt(last) < Integer.parseInt(first)) {
      problem(number, line, "whole numbers from 0, the last frame not before the first");
      return;
    }

    int start = Integer.parseInt(first);
    ofVideo.add(new FrameRange(start, Integer.parseInt(last) - start + 1));
  }

  private void problem(int number, String line, String must) {
    problems.add("line %d: \"%s\" (must be %s)".formatted(number, line, must));
  }

  /** The trimmed fields; none where the line is no CSV. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    Matcher field = FIELD.matcher(line.strip());
    int at = 0;
    do {
      if (!field.find() || field.start() != at) {
        return List.of();
      }

      String quoted = field.group(1);
      fields.add(quoted == null ? field.group(2).strip() : quoted.replace("\"\"", "\""));
      at = field.end();
    } while (field.group(3).equals(","));
    return fields;
  }
}
