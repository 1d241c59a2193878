package io.millrace.ranks;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The side of the ranks: whoever comes first to a point for which the test has made {@code
 * POINT.rule} takes it: writes its pid to {@code POINT.arrived}, then does what the rule says:
 * {@code wait} until {@code POINT.go} is there, {@code sleep} for ever, or {@code throw}.
 *
 * @param folder of the rules, empty for none
 */
record RankGate(String folder) implements Serializable {
  void pass(String point) throws IOException, InterruptedException {
    if (folder.isEmpty()) {
      return;
    }

    Path rule = Path.of(folder, point + ".rule");
    Path taken = Path.of(folder, point + ".taken-" + ProcessHandle.current().pid());
    String what;
    try {
      Files.move(rule, taken);
      what = Files.readString(taken).strip();
    } catch (NoSuchFileException e) {
      return;
    }

    Path arrived = Path.of(folder, point + ".arrived");
    Path written = Path.of(folder, point + ".writing");
    Files.writeString(written, Long.toString(ProcessHandle.current().pid()));
    Files.move(written, arrived);
    switch (what) {
      case "wait" -> {
        while (!Files.exists(Path.of(folder, point + ".go"))) {
          Thread.sleep(5);
        }
      }
      case "sleep" -> {
        while (true) {
          Thread.sleep(1000);
        }
      }
      case "throw" -> throw new IllegalStateException("as the rule says at " + point);
      default -> Thread.sleep(Long.parseLong(what));
    }
  }
}
