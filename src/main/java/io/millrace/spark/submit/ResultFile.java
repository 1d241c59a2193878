package io.millrace.spark.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.spark.hadoop.WholeFile;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** The file of {@code --result}: one JSON object, whole at any time. */
public record ResultFile(WholeFile file) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ENDED = "ended";

  /** Writes that a run has begun, over whatever was there. */
  public void begin(RunStart start) throws IOException {
    write(json(start, "running"));
  }

  /** Writes how it ended. */
  public void end(RunResult result) throws IOException {
    write(
        json(result.start(), ENDED)
            .put(ENDED, result.ended().toString())
            .put("exit_code", result.exitCode())
            .put("message", result.message()));
  }

  private static ObjectNode json(RunStart start, String state) {
    return JSON.createObjectNode()
        .put("state", state)
        .put("run", start.run())
        .put("version", start.version())
        .put("started", start.started().toString());
  }

  private void write(ObjectNode json) throws IOException {
    file.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
  }

  /** The result, if there is one: none while the run goes on. */
  public Optional<RunResult> read() throws IOException {
    Optional<byte[]> bytes = file.read();
    if (bytes.isEmpty()) {
      return Optional.empty();
    }

    try {
      JsonNode json = JSON.readTree(bytes.get());
      return json.path("state").asText().equals(ENDED) ? Optional.of(result(json)) : none(json);
    } catch (JsonProcessingException | DateTimeException e) {
      throw noResult(e);
    }
  }

  private Optional<RunResult> none(JsonNode json) throws IOException {
    if (!json.path("state").asText().equals("running")) {
      throw noResult(null);
    }

    return Optional.empty();
  }

  private IOException noResult(Exception cause) {
    return new IOException(
        "Invalid result " + file + ": it is no file of --result (choose another place)", cause);
  }

  private static RunResult result(JsonNode json) {
    return new RunResult(
        new RunStart(
            json.path("run").asText(),
            json.path("version").asText(),
            Instant.parse(json.path("started").asText())),
        Instant.parse(json.path(ENDED).asText()),
        json.path("exit_code").asInt(1),
        json.path("message").asText());
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
