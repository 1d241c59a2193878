package io.millrace.feed;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * How many ranks train, with what, and what they may cost.
 *
 * @param count how many ranks, each a task of one barrier stage
 * @param cpusPerRank cores of a rank, which its decoding threads share with its step
 * @param gpusPerRank GPUs of a rank, 0 or 1
 * @param run what training does
 * @param patience with ranks that do not move
 */
public record Ranks(int count, int cpusPerRank, int gpusPerRank, Run run, Patience patience)
    implements Serializable {
  /**
   * What training does.
   *
   * @param globalBatchSize rows of a step of all ranks together; 0 takes {@code train_batch_size}
   * @param checkpoints folder for checkpoints, from which training goes on too; empty for none
   * @param maxBad samples that may be bad before the job fails
   */
  public record Run(int globalBatchSize, String checkpoints, int maxBad) implements Serializable {
    public Run {
      Objects.requireNonNull(checkpoints, "checkpoints");
      if (globalBatchSize < 0 || maxBad < 0) {
        throw new IllegalArgumentException(
            "Invalid run: global batch size %d, max bad %d (both must be >= 0)"
                .formatted(globalBatchSize, maxBad));
      }
    }
  }

  /**
   * How long a rank may stand still.
   *
   * @param warning after which the driver names it in the log
   * @param limit after which the job is ended
   */
  public record Patience(Duration warning, Duration limit) implements Serializable {
    /** A minute, and ten. */
    public static final Patience USUAL =
        new Patience(Duration.ofMinutes(1), Duration.ofMinutes(10));

    public Patience {
      if (warning.isNegative() || warning.isZero() || limit.compareTo(warning) < 0) {
        throw new IllegalArgumentException(
            "Invalid patience: warning after %s, limit %s (must be 0 < warning <= limit)"
                .formatted(warning, limit));
      }
    }
  }

  public Ranks {
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(patience, "patience");
    if (count < 1 || cpusPerRank < 1 || gpusPerRank < 0 || gpusPerRank > 1) {
      throw new IllegalArgumentException(
          "Invalid ranks: %d ranks of %d cores and %d GPUs (at least one rank and one core; a rank has one GPU or none)"
              .formatted(count, cpusPerRank, gpusPerRank));
    }
  }

  /** So many ranks of one core and no GPU. */
  public static Ranks of(int count) {
    return new Ranks(count, 1, 0, new Run(0, "", 0), Patience.USUAL);
  }

  /** The same with other cores of a rank. */
  public Ranks cpusPerRank(int cpus) {
    return new Ranks(count, cpus, gpusPerRank, run, patience);
  }

  /** The same with other GPUs of a rank, 0 or 1. */
  public Ranks gpusPerRank(int gpus) {
    return new Ranks(count, cpusPerRank, gpus, run, patience);
  }

  /** The same with other global batches. */
  public Ranks globalBatchSize(int rows) {
    return with(new Run(rows, run.checkpoints, run.maxBad));
  }

  /** The same with a folder for checkpoints, on any of Hadoop's file systems. */
  public Ranks checkpoints(String folder) {
    return with(new Run(run.globalBatchSize, folder, run.maxBad));
  }

  /** The same with another bound of bad samples. */
  public Ranks maxBad(int samples) {
    return with(new Run(run.globalBatchSize, run.checkpoints, samples));
  }

  private Ranks with(Run other) {
    return new Ranks(count, cpusPerRank, gpusPerRank, other, patience);
  }

  /** The same with other patience. */
  public Ranks patience(Duration warning, Duration limit) {
    return new Ranks(count, cpusPerRank, gpusPerRank, run, new Patience(warning, limit));
  }
}
