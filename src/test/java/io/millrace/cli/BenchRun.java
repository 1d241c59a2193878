package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;

/** What a command that measures gave, run in this JVM. */
record BenchRun(int code, String out, String err) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Rounds that measure nothing of use, but are over soon. */
  private static final List<String> SHORT =
      List.of("--rounds", "2", "--warm-up", "0", "--round-seconds", "0.05");

  /** {@code millrace bench NAME}. */
  static BenchRun of(String name, Object... words) {
    return on(new BenchCommand(), Stream.concat(Stream.of(name), Stream.of(words)).toList());
  }

  /** The same, in short rounds. */
  static BenchRun shortly(String name, Object... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(SHORT);
    return of(name, all.toArray());
  }

  static BenchRun on(Object command, List<?> words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(command);
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    line.setExecutionExceptionHandler(
        (failure, failed, parsed) -> Failures.report(failure, failed, false));
    line.setParameterExceptionHandler(Failures::reportUsage);
    int code = line.execute(words.stream().map(Object::toString).toArray(String[]::new));
    return new BenchRun(code, out.toString(), err.toString());
  }

  /** Asserts that it went well. */
  BenchRun done() {
    assertThat(err).isEmpty();
    assertThat(code).isZero();
    return this;
  }

  /** The document that it wrote, whose head is checked. */
  static JsonNode json(Path file, String benchmark) throws IOException {
    JsonNode json = JSON.readTree(file.toFile());
    assertThat(json.path("benchmark").asText()).isEqualTo(benchmark);
    assertThat(json.path("millrace").asText()).isEqualTo("0.1.0");
    for (String name : List.of("java", "os", "cpu")) {
      assertThat(json.path(name).asText()).as(name).isNotEmpty();
    }

    assertThat(json.path("cores").asInt()).isPositive();
    assertThat(json.path("date").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(json.path("command").size()).isPositive();
    assertThat(json.path("accelerators").isArray()).isTrue();
    assertThat(json.path("decoders").toString()).contains("png=millrace");
    return json;
  }

  /** What its rows are about. */
  static List<String> rows(JsonNode json) {
    return StreamSupport.stream(json.path("rows").spliterator(), false)
        .map(row -> row.path("what").asText())
        .toList();
  }

  /** Asserts that each of its rows has these fields, all of them numbers above 0. */
  static void hasFigures(JsonNode json, String... names) {
    for (JsonNode row : json.path("rows")) {
      for (String name : names) {
        assertThat(row.path(name).asDouble()).as(row.path("what") + ": " + name).isPositive();
      }
    }
  }
}
