package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.InvalidConfigException;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Finding;
import io.millrace.sample.Reason;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FailuresTest {
  private static final String CHECK = " (check the path, its rights and the disk's space)";

  private final StringWriter text = new StringWriter();

  private int report(Exception failure, boolean verbose) {
    CommandLine line = new CommandLine(new Main()).setErr(new PrintWriter(text));
    return Failures.report(failure, line, verbose);
  }

  @Test
  void findsBadDataHoweverDeepSparkHasWrappedIt() {
    Finding finding = new Finding(Reason.EMPTY_FILE, "a/b.png", "/a/b.png", "is empty (0 bytes)");
    BadSampleException bad = new BadSampleException("Cannot read it", finding);
    assertThat(report(new SparkException("Job aborted", new RuntimeException(bad)), false))
        .isEqualTo(3);
    assertThat(text.toString().strip()).isEqualTo("millrace: Cannot read it");
  }

  @Test
  void tellsAWrongConfigurationFromAnUnexpectedFailure() {
    assertThat(report(new InvalidConfigException(List.of("Invalid data.x: 1")), false))
        .isEqualTo(2);
    assertThat(report(new RuntimeException("boom\nand more"), false)).isEqualTo(1);
    assertThat(text.toString().lines())
        .containsExactly(
            "millrace: Invalid data.x: 1",
            "millrace: Unexpected failure: RuntimeException: boom (run again with --verbose for"
                + " the stack trace)");
  }

  @Test
  void saysWhatIsWrongWithAFileThatTheJdkOnlyNames() {
    report(new NoSuchFileException("/a/b"), false);
    report(new AccessDeniedException("/a/b"), false);
    report(new FileAlreadyExistsException("/a/b"), false);
    report(new DirectoryNotEmptyException("/a/b"), false);
    report(new FileSystemException("/a/b", null, "Is a directory"), false);

    assertThat(text.toString().lines())
        .containsExactly(
            "millrace: Cannot use /a/b: there is no such file or folder" + CHECK,
            "millrace: Cannot use /a/b: permission denied" + CHECK,
            "millrace: Cannot use /a/b: there is a file of that name" + CHECK,
            "millrace: Cannot use /a/b: there is a folder of that name" + CHECK,
            "millrace: Cannot use /a/b: Is a directory" + CHECK);
  }

  @Test
  void printsTheStackOnlyWhenAsked() {
    report(new IllegalStateException("Cannot go on"), true);
    assertThat(text.toString()).contains("millrace: Cannot go on").contains("\tat ");
  }
}
