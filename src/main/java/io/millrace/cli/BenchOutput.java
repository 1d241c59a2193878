package io.millrace.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Where the figures of a benchmark go: to a table and, if asked for, a JSON document. */
final class BenchOutput {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final int NAME_WIDTH = 34;
  private static final String GAP = "  ";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures there too, with versions, machine and command line.")
  private Optional<Path> json;

  private final List<Map<String, Object>> rows = new ArrayList<>();
  private final Map<String, Object> more = new LinkedHashMap<>();
  private List<Figure> columns = List.of();
  private boolean begun;

  /** Begins a table: names its columns. */
  void begin(Figure... figures) {
    columns = List.of(figures);
    StringBuilder line = new StringBuilder(" ".repeat(NAME_WIDTH));
    columns.forEach(figure -> line.append(GAP).append(figure.column()));
    say(line.toString());
  }

  private Machine machine() {
    CommandSpec root = command;
    while (root.parent() != null) {
      root = root.parent();
    }

    ParseResult parsed = root.commandLine().getParseResult();
    return new Machine(parsed == null ? List.of() : parsed.originalArgs());
  }

  /** A row of the table; figures that it lacks are left open. */
  void row(String what, Map<Figure, Double> figures) {
    StringBuilder line = new StringBuilder("%%-%ds".formatted(NAME_WIDTH).formatted(what));
    for (Figure figure : columns) {
      Double value = figures.get(figure);
      String text = value == null ? "-" : figure.text(value);
      int width = figure.column().length();
      line.append(GAP).append(" ".repeat(Math.max(0, width - text.length()))).append(text);
    }

    say(line.toString());
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("what", what);
    figures.forEach((figure, value) -> row.put(figure.json(), value));
    rows.add(row);
  }

  /** A line beside the table; before the first stands what it is measured on. */
  void say(String line) {
    PrintWriter out = command.commandLine().getOut();
    if (!begun) {
      begun = true;
      out.println(machine().text());
    }

    out.println(line);
    out.flush();
  }

  /** One more field of the JSON document's head. */
  void note(String name, Object value) {
    more.put(name, value);
  }

  /** Writes the JSON document, once all rows are there. */
  void end() throws IOException {
    if (json.isEmpty()) {
      return;
    }

    Map<String, Object> document = new LinkedHashMap<>();
    document.put("benchmark", command.name());
    document.putAll(machine().head());
    document.putAll(more);
    document.put("rows", rows);
    JSON.writeValue(json.get().toFile(), document);
  }
}
