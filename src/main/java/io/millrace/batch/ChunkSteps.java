package io.millrace.batch;

import java.util.OptionalInt;

/** When chunks are needed. */
@FunctionalInterface
public interface ChunkSteps {
  /** Nobody knows. */
  ChunkSteps UNKNOWN = chunk -> OptionalInt.empty();

  /** The first step of an epoch that needs a chunk; empty if none does, or nobody knows. */
  OptionalInt first(int chunk);
}
