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
 *   <li>A loader asks for rows by ordinal ({@link io.millrace.batch.RowReader}); whether they come
 *       from files, packed shards or tensors shows nowhere else.
 *   <li>A chunk is read whole, by one thread, into a direct buffer that is used again, and stays
 *       until all its rows of the split have been given: each epoch asks for each chunk once. The
 *       bound is soft by a chunk a thread, so that nobody ever waits for room.
 *   <li>Workers take rows of a batch one after the other instead of a task a row: handing over
 *       costs ten microseconds, a stored row thirty.
 *   <li>Eight-bit levels become floats by a table of each channel, made by the operations
 *       themselves, or by those operations' arithmetic in vectors: the same bits as decoding.
 *   <li>Stored rows are bound by memory: every pass over them that a cache does not serve costs
 *       what a copy does. Checksums are taken of pieces just read, and buffers begin with a page,
 *       since the kernel copies to others half as fast.
 *   <li>A modality is data: {@code Contents} says which fields a row has, {@code Slots} lays them
 *       out, and a {@link io.millrace.batch.FieldReader} fills them. Batches differ by accessors.
 *   <li>Threads ask for neighbouring clips out of turn, so a video keeps the frames that it decoded
 *       last, those that were jumped over too; without that each would make it seek backward.
 *   <li>Three read ahead: {@code ChunkAhead} a store's chunks, {@code FilesAhead} the files of an
 *       epoch, whose order and fields are known, and {@link io.millrace.batch.SamplesAhead} those
 *       of a task's rows, of which Spark may drop columns and rows: it learns what is asked for.
 *   <li>A stored clip may reach into the next chunk: that one is looked at and not counted as
 *       given, so that in order each chunk is still read once.
 * </ul>
 */
package io.millrace.batch;
