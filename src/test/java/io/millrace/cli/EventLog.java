package io.millrace.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What Spark writes down of the applications of a folder: an event a line, JSON. */
record EventLog(Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An attempt of a task, as it ended. */
  record Ended(int stage, int index, boolean speculative, String reason) {}

  /** The attempts that have ended so far. */
  List<Ended> ended() throws IOException {
    List<Ended> ended = new ArrayList<>();
    for (JsonNode event : events()) {
      if (event.get("Event").textValue().equals("SparkListenerTaskEnd")) {
        JsonNode task = event.get("Task Info");
        ended.add(
            new Ended(
                event.get("Stage ID").intValue(),
                task.get("Index").intValue(),
                task.get("Speculative").booleanValue(),
                event.get("Task End Reason").get("Reason").textValue()));
      }
    }

    return ended;
  }

  private List<JsonNode> events() throws IOException {
    List<JsonNode> events = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        // the last line may still be in the making
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
          events.add(JSON.readTree(line));
        }
      }
    }

    return events;
  }
}
