/**
 * Which rank gets which sample at which step: a pure function of the chunk sizes, the seed and the
 * epoch. Integers only; a row is its ordinal within its split.
 *
 * <p>May import: {@code random}. Decisions that surprised us:
 *
 * <ul>
 *   <li>Lanes, not ranks, own rows: a batch is cut among ranks last, so it is the same for every
 *       number of ranks that divides it, and resuming needs no rank.
 *   <li>Segments are no objects: a lane is two cuts in one permutation of the chunks, so ten
 *       million chunks of one row (unprepared data) take four bytes each.
 *   <li>A batch larger than the split is an error under {@code WRAP} too: its repeats are for the
 *       last step, not for every one.
 *   <li>The plan does not travel: its chunks and rule do, and each rank computes.
 * </ul>
 */
package io.millrace.plan;
