package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands leave at --result, and who waits for it, without a cluster. */
class OutcomeTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void names() {
    file = folder.resolve("result.json");
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  /** Exit code and standard error. */
  private static List<Object> run(Object... words) {
    PrintStream before = System.err;
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    System.setErr(new PrintStream(text, true, StandardCharsets.UTF_8));
    try {
      int code = Main.run(List.of(words).stream().map(Object::toString).toArray(String[]::new));
      // of a library that Hadoop would like to have
      String said = text.toString(StandardCharsets.UTF_8).replaceAll("(?m)^[0-9:]+ WARN .*\n", "");
      return List.of(code, said);
    } finally {
      System.setErr(before);
    }
  }

  @Test
  void aCommandLeavesHowItEndedWhereverTheOptionStands() throws IOException {
    for (List<String> words :
        List.of(
            List.of("--result", file.toString(), "help"),
            List.of("wait", "--help", "--result=" + file))) {
      assertThat(run(words.toArray())).isEqualTo(List.of(0, ""));
      assertThat(json().path("exit_code").asInt(-1)).isZero();
      assertThat(json().path("version").asText()).isEqualTo(Main.VERSION);
      assertThat(json().path("ended").asText())
          .isGreaterThanOrEqualTo(json().path("started").asText());
      Files.delete(file);
    }
  }

  @Test
  void failuresSayWhy() throws IOException {
    assertThat(run("--result", file, "vacuum", folder).get(0)).isEqualTo(Failures.USAGE);
    assertThat(json().path("exit_code").asInt()).isEqualTo(Failures.USAGE);
    assertThat(json().path("message").asText())
        .isEqualTo("Cannot clean " + folder + ": it is no store (check the path)");

    assertThat(run("--result", file, "vacuum", folder, "--fast").get(0)).isEqualTo(Failures.USAGE);
    assertThat(json().path("message").asText()).contains("--fast");
  }

  @Test
  void aResultThatCannotBeWrittenIsRefusedBeforeTheWork() throws IOException {
    Path none = Files.createFile(folder.resolve("a file")).resolve("result.json");
    Path drawn = folder.resolve("drawn");
    assertThat(run("sample-data", "--out", drawn, "--result", none))
        .isEqualTo(
            List.of(
                Failures.USAGE,
                "millrace: Cannot write the result to "
                    + none
                    + ": there is a file of that name (choose another --result)\n"
                    + "Try 'millrace --help'.\n"));
    assertThat(drawn).doesNotExist();
    assertThat(run("--result", "nowhere://a/b", "datasets").get(1).toString())
        .startsWith("millrace: Cannot write the result to nowhere://a/b: No FileSystem for scheme");
  }

  @Test
  void waitEndsAsTheRunDid() throws IOException {
    run("--result", file, "vacuum", folder);
    assertThat(run("wait", file))
        .isEqualTo(
            List.of(
                Failures.USAGE,
                "millrace: ended after 0 s with exit code 2: Cannot clean "
                    + folder
                    + ": it is no store (check the path)\n"));
    assertThat(run("wait", file, "--run", "another", "--patience", "0"))
        .isEqualTo(
            List.of(
                Failures.UNEXPECTED,
                "millrace: Missing result at file:" + file + ": it holds none of this run\n"));
    assertThat(run("wait").get(1).toString())
        .startsWith("millrace: Missing what to wait for: RESULT, --driver or both\n");
  }
}
