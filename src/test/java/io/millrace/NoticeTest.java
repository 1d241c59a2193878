package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** NOTICE names what the jar carries. */
class NoticeTest {
  /** {@code group:artifact:jar:[classifier:]version:scope}, as dependency:list writes it. */
  private static final Pattern DEPENDENCY = Pattern.compile("([\\w.-]+:[\\w.-]+):jar:\\S+");

  @Test
  void namesEveryBundledComponentWithItsLicence() throws IOException {
    Path list = Path.of("target/bundled.txt");
    assumeTrue(Files.exists(list), "Skipped: Maven has not written " + list);

    List<String> bundled =
        DEPENDENCY
            .matcher(Files.readString(list))
            .results()
            .map((MatchResult found) -> found.group(1))
            // Spark has it
            .filter(component -> !component.startsWith("org.slf4j:"))
            .toList();
    String notice = Files.readString(Path.of("NOTICE"));

    assertThat(bundled).contains("ai.djl:api", "info.picocli:picocli");
    assertThat(bundled)
        .as("bundled components without a line in NOTICE")
        .allMatch(
            component ->
                Pattern.compile("^  " + Pattern.quote(component) + "\\s", Pattern.MULTILINE)
                    .matcher(notice)
                    .find());
  }
}
