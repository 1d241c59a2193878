package io.millrace.tour;

import io.millrace.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs commands, each of which leaves its result, until one fails. */
public final class Tour {
  private Tour() {}

  /** A file of commands, one a line, and the folder that gets 0.json, 1.json, ... */
  public static void main(String[] words) throws IOException {
    List<String> commands = Files.readAllLines(Path.of(words[0]));
    for (int i = 0; i < commands.size(); i++) {
      List<String> command = new ArrayList<>(List.of("--result", words[1] + "/" + i + ".json"));
      command.addAll(List.of(commands.get(i).split(" ")));
      int code = Main.run(command.toArray(new String[0]));
      if (code != 0) {
        System.exit(code);
      }
    }

    System.exit(0);
  }
}
