package io.millrace.feed;

import io.millrace.plan.PlanState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A checkpoint that training goes on from.
 *
 * @param globalStep steps that its model has made
 * @param generation of the ranks that wrote it
 * @param state where training stood
 * @param model a local copy of the model's bytes, which the context deletes at the end
 */
public record Checkpoint(long globalStep, int generation, PlanState state, Path model) {
  public Checkpoint {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(model, "model");
  }

  /** The model's bytes; the caller closes the stream. */
  public InputStream open() throws IOException {
    return Files.newInputStream(model);
  }
}
