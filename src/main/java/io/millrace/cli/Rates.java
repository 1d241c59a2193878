package io.millrace.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Rows of {@code bench direct} and {@code bench prepared}, as their JSON documents have them. */
final class Rates {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DIRECT = "direct";
  private static final String PREPARED = "prepared";

  private final List<Row> rows = new ArrayList<>();

  private record Row(String benchmark, JsonNode json) {
    String what() {
      return json.path("what").asText();
    }

    double of(Figure figure) {
      return json.path(figure.json()).asDouble();
    }

    Feeding feeding(String name) {
      return new Feeding(
          name,
          of(Figure.IMAGES_PER_CPU_SECOND),
          of(Figure.BYTES_PER_IMAGE),
          of(Figure.REQUESTS_PER_IMAGE));
    }
  }

  /** A measured row as rates. */
  static Feeding of(String name, Map<Figure, Double> figures) {
    return new Feeding(
        name,
        figures.get(Figure.IMAGES_PER_CPU_SECOND),
        figures.get(Figure.BYTES_PER_IMAGE),
        figures.get(Figure.REQUESTS_PER_IMAGE));
  }

  /** Reads documents that {@code --json} has written. */
  static Rates read(List<Path> files) throws IOException {
    Rates rates = new Rates();
    for (Path file : files) {
      JsonNode document = JSON.readTree(file.toFile());
      String benchmark = document.path("benchmark").asText();
      document.path("rows").forEach(row -> rates.rows.add(new Row(benchmark, row)));
    }

    return rates;
  }

  /** Of decoding files, by the most workers that were measured. */
  Optional<Feeding> direct() {
    return of(DIRECT)
        .max(Comparator.comparing(row -> row.of(Figure.WORKERS)))
        .map(row -> row.feeding(DIRECT));
  }

  /** Of a row of a store of bytes. */
  Optional<Feeding> prepared(String row) {
    return of(PREPARED)
        .filter(each -> each.what().equals(row))
        .findFirst()
        .map(each -> each.feeding(PREPARED));
  }

  private Stream<Row> of(String benchmark) {
    return StreamSupport.stream(rows.spliterator(), false)
        .filter(row -> row.benchmark().equals(benchmark));
  }
}
