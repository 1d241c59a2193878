package io.millrace.notes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A note of Zeppelin's as it is stored. */
record Note(Path file, JsonNode json, List<Paragraph> paragraphs) {
  /** All that there are, by name. */
  static List<Note> all() throws IOException {
    List<Note> notes = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
      for (Path file : files.sorted().toList()) {
        notes.add(read(file));
      }
    }

    return notes;
  }

  private static Note read(Path file) throws IOException {
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    List<Paragraph> paragraphs = new ArrayList<>();
    for (JsonNode each : json.path("paragraphs")) {
      paragraphs.add(new Paragraph(each.path("title").asText(), each.path("text").asText()));
    }

    return new Note(file, json, paragraphs);
  }

  String name() {
    return json.path("name").asText();
  }

  /** One of its paragraphs: {@code %spark} or {@code %spark.sql}, then what that runs. */
  record Paragraph(String title, String text) {
    String interpreter() {
      return text.substring(0, text.indexOf('\n'));
    }

    String body() {
      return text.substring(text.indexOf('\n') + 1);
    }
  }
}
