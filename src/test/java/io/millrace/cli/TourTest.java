package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TourTest {
  private static final Path NOWHERE = Path.of("/nowhere");

  private static List<Stop> stops() {
    return new Tour(new Tour.Sources(NOWHERE, NOWHERE, NOWHERE), NOWHERE, "s3a://none/none")
        .stops();
  }

  /** Commands that do something, by all their words. */
  private static Stream<String> commands(CommandLine line) {
    if (line.getSubcommands().isEmpty()) {
      return Stream.of(line.getCommandSpec().qualifiedName().substring("millrace ".length()));
    }

    return line.getSubcommands().values().stream()
        .filter(each -> !(each.getCommand() instanceof CommandLine.HelpCommand))
        .flatMap(TourTest::commands);
  }

  @Test
  void everyCommandOfTheProgramIsAStop() {
    assertThat(stops().stream().map(Stop::command).distinct())
        .containsExactlyInAnyOrderElementsOf(commands(new CommandLine(new Main())).toList());
  }

  @Test
  void stopsAreToldApartByTheirNames() {
    assertThat(stops()).extracting(Stop::name).doesNotHaveDuplicates();
  }
}
