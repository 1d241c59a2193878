package io.millrace.feed;

import java.io.Serializable;

/**
 * What runs on every rank. Is sent to the executors: a record of plain values is best. Ranks must
 * make the same calls in the same order: epochs, evaluations, checkpoints.
 *
 * @param <R> what a rank gives back, small: it travels to the driver
 */
@FunctionalInterface
public interface RankProgram<R extends Serializable> extends Serializable {
  /**
   * Runs on one rank. May be called again, on other machines, when a rank was lost: then {@link
   * RankContext#restored} says where to go on.
   *
   * @throws Exception which ends the job with its message; {@link LostPeerException} and {@link
   *     CancelledRankException} end the generation alone
   */
  R run(RankContext context) throws Exception;
}
