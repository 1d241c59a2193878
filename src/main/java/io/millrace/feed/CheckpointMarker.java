package io.millrace.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.plan.PlanState;
import java.io.IOException;
import java.util.Objects;

/**
 * The file that makes a checkpoint one: what is named here is whole.
 *
 * @param version of this format
 * @param lease of the generation that wrote it
 * @param globalStep steps that the model has made
 * @param state where training stood, as {@link PlanState#json} writes it
 * @param model name of the model's file: 32 hex digits of the SHA-256 of its bytes
 * @param bytes of it
 */
record CheckpointMarker(
    int version, Lease lease, long globalStep, String state, String model, long bytes) {
  static final int VERSION = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  CheckpointMarker {
    Objects.requireNonNull(lease, "lease");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(model, "model");
    if (version != VERSION) {
      throw new IllegalArgumentException("version " + version + " (this program knows 1)");
    }
  }

  PlanState planState() {
    return PlanState.parse(state);
  }

  byte[] json() throws IOException {
    return JSON.writeValueAsBytes(this);
  }

  static CheckpointMarker read(byte[] json, String path) throws IOException {
    try {
      return JSON.readValue(json, CheckpointMarker.class);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "Cannot read the checkpoint %s: %s (delete it to go on from the one before it)"
              .formatted(path, e.getOriginalMessage()),
          e);
    }
  }
}
