package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sample.Split;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** What {@code millrace plan} gave, run in this JVM. */
record PlanRun(int code, List<String> out, String err) {
  static PlanRun on(Path store, Object... words) {
    List<String> all = new ArrayList<>(List.of("--store", store.toString()));
    for (Object word : words) {
      all.add(word.toString());
    }

    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(new PlanCommand());
    line.registerConverter(Split.class, Split::of);
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> Failures.report(failure, command, false));
    line.setParameterExceptionHandler(Failures::reportUsage);
    int code = line.execute(all.toArray(String[]::new));
    return new PlanRun(code, out.toString().lines().toList(), err.toString());
  }

  /** Asserts that it was refused as a wrong command line, in these words. */
  void isRefused(String message) {
    assertThat(code).isEqualTo(2);
    assertThat(out).isEmpty();
    assertThat(err).startsWith("millrace: " + message);
  }
}
