/**
 * Batches with an engine's owner and device, and the loader that keeps them coming.
 *
 * <p>May import: every room above it (not {@code feed}). With {@code train} the only room that
 * imports {@code ai.djl}. Decisions:
 *
 * <ul>
 *   <li>DJL's {@code create(direct buffer)} aliases the buffer and ignores its position: every
 *       tensor here is given a slice, and a batch's buffer goes back to its pool only after the
 *       batch's arrays are closed.
 *   <li>Arrays are made at first use. A program that only looks at paths or writes host bytes never
 *       starts the engine.
 *   <li>The local loader keeps the short last batch of an epoch, as the reference does ({@code
 *       drop_last=False}); equal steps matter only where ranks wait for each other.
 * </ul>
 */
package io.millrace.batch;
