package io.millrace.spark.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.millrace.spark.hadoop.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
  private static final RunStart START =
      new RunStart("run-1", "0.1.0", Instant.parse("2026-11-30T12:00:00Z"));
  private static final RunResult RESULT =
      new RunResult(START, START.started().plusSeconds(7), 3, "Cannot read \"ü\"");

  @TempDir private Path folder;
  private Path path;
  private ResultFile file;

  @BeforeEach
  void opens() throws IOException {
    path = folder.resolve("results/a.json");
    file = new ResultFile(WholeFile.at(path.toString(), new Configuration(false)));
  }

  @Test
  void hasNoResultWhileTheRunGoesOn() throws IOException {
    assertThat(file.read()).isEmpty();
    file.begin(START);
    assertThat(file.read()).isEmpty();
    assertThat(path)
        .content()
        .contains("\"state\" : \"running\"", "\"run\" : \"run-1\"", "2026-11-30T12:00:00Z");
  }

  @Test
  void readsBackWhatItWroteOverAnOlderOne() throws IOException {
    file.end(new RunResult(START, Instant.EPOCH, 0, "a longer message than that of the next one"));
    file.begin(START);
    file.end(RESULT);

    assertThat(file.read()).contains(RESULT);
    assertThat(path)
        .content()
        .contains("\"exit_code\" : 3", "\"ended\" : \"2026-11-30T12:00:07Z\"");
    assertThat(path.getParent()).isDirectoryNotContaining(any -> !any.equals(path));
  }

  @Test
  void saysThatAFileIsNoResult() throws IOException {
    Files.createDirectories(path.getParent());
    for (String text : new String[] {"", "a text", "[]", "{\"state\": \"ended\"}"}) {
      Files.writeString(path, text);
      assertThatIOException()
          .as(text)
          .isThrownBy(file::read)
          .withMessage(
              "Invalid result " + file + ": it is no file of --result (choose another place)");
    }
  }
}
