/**
 * Which rank gets which sample at which step: a pure function of the chunk sizes, the seed and the
 * epoch. Integers only; a row is its ordinal within its split.
 *
 * <p>May import: {@code random}, and JSON for the resume token. Decisions that surprised us:
 *
 * <ul>
 *   <li>Lanes, not ranks, own rows: a batch is cut among ranks last, so it is the same for every
 *       number of ranks that divides it, and resuming needs no rank.
 *   <li>Segments are no objects: a lane is two cuts in one permutation of the chunks.
 *   <li>Chunks of one row (unprepared data) may be as many as there are files, so beyond 2^20 their
 *       permutations are not held: a block of places is found by a walk over all numbers, which are
 *       counted by the first bits of what they are sorted by. Time is traded for memory: the order
 *       is that of its definition.
 *   <li>A batch larger than the split is an error under {@code WRAP} too: its repeats are for the
 *       last step, not for every one. Under {@code KEEP_TAIL} and {@code TORCH} it is one short
 *       step.
 *   <li>{@code KEEP_TAIL} shortens the last step alone, for lanes differ by one row at most; but
 *       its ranks may then have unequal parts, or none. It is the one policy without repeats or
 *       losses, and what loaders of one process use.
 *   <li>{@code TORCH} deals the global batches of one permutation, whatever the number of ranks:
 *       step s takes its rows s * B to (s + 1) * B. Only who reads which, and the padding at the
 *       end, depend on the ranks, so its token resumes on other ranks as well; a lane offset of n
 *       counts n * lanes rows of the permutation.
 *   <li>The k of an order's hash counts from the beginning of the epoch, lane offset times lanes
 *       included: the hashes before and after a resume add up to the whole epoch's.
 *   <li>A token's texts are letters and digits, so that every writer makes the same bytes. What may
 *       differ on going on is where it stands, and the rows a lane: the seed, lanes, window and
 *       policy make the order, and are taken from the token, not computed again.
 *   <li>A chunk is needed from the first step of its first window to the last step of its last one,
 *       for a window is read as a whole; where several ranks read a lane, each of them reads all of
 *       its chunks.
 *   <li>The plan does not travel: its chunks and rule do, and each rank computes.
 * </ul>
 */
package io.millrace.plan;
