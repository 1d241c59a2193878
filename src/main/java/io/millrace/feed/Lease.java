package io.millrace.feed;

import java.io.Serializable;
import java.util.Objects;

/**
 * The right of one generation to write checkpoints, until a later one begins.
 *
 * @param number grows with every generation that has begun over a folder, from 1
 * @param run the run that it belongs to
 * @param generation of that run, from 0
 */
public record Lease(long number, String run, int generation) implements Serializable {
  public Lease {
    Objects.requireNonNull(run, "run");
  }
}
