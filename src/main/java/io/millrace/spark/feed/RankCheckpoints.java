package io.millrace.spark.feed;

import io.millrace.feed.Checkpoint;
import io.millrace.feed.Checkpoints;
import io.millrace.feed.Lease;
import io.millrace.feed.ModelWriter;
import io.millrace.plan.PlanState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** The checkpoints as one rank of a generation sees them: rank 0 writes, all read the same one. */
final class RankCheckpoints implements AutoCloseable {
  private final Optional<Checkpoints> folder;
  private final Optional<Lease> lease;
  private Optional<Checkpoint> restored = Optional.empty();

  private RankCheckpoints(Optional<Checkpoints> folder, Optional<Lease> lease) {
    this.folder = folder;
    this.lease = lease;
  }

  /** Rank 0 begins its generation before it looks for the newest checkpoint. */
  static RankCheckpoints open(Optional<Checkpoints> folder, RankStatus.Seat seat, String run)
      throws IOException {
    boolean writes = folder.isPresent() && seat.rank() == 0;
    return new RankCheckpoints(
        folder,
        writes ? Optional.of(folder.get().begin(run, seat.generation())) : Optional.empty());
  }

  /** Number of the newest one, 0 for none. */
  long newest() throws IOException {
    return folder.isPresent() ? folder.get().newest() : 0;
  }

  /**
   * Takes the checkpoint of that number, 0 for none.
   *
   * @throws IllegalArgumentException if it does not fit the run, with the difference
   */
  void restore(long number, PlanState here) throws IOException {
    if (number > 0) {
      Checkpoint found = folder.orElseThrow().restore(number);
      restored = Optional.of(found);
      List<String> differences = found.state().differences(here);
      if (!differences.isEmpty()) {
        throw new IllegalArgumentException(
            "Cannot go on from a checkpoint: " + String.join("; ", differences));
      }
    }
  }

  Optional<Checkpoint> restored() {
    return restored;
  }

  void commit(long globalStep, PlanState state, ModelWriter model) throws IOException {
    if (lease.isPresent()) {
      folder.orElseThrow().commit(lease.get(), globalStep, state, model);
    }
  }

  @Override
  public void close() {
    try {
      if (restored.isPresent()) {
        Files.deleteIfExists(restored.get().model());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + restored.get().model(), e);
    }
  }
}
