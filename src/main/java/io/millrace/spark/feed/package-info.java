/**
 * Runs programs on executors: ranks of one barrier stage that train, and tasks without a barrier
 * that map batches. Sees all rooms below the configuration's face, not {@code DataModule}.
 *
 * <p>Decisions that surprised us: a barrier stage ends in a shuffle, since Spark gives a job up
 * that loses an executor in its last stage; Spark only sets a flag in the survivors of a lost rank,
 * so ranks look at it before every batch; what ranks do travels with the heartbeats as an
 * accumulator, which needs no port of our own and outlives any firewall, but is as old as a
 * heartbeat (10 s unless {@code spark.executor.heartbeatInterval} says else). A function of {@code
 * mapBatches} is opened once an executor and device, not once a task: a model takes seconds to load
 * and memory that tasks must share. What tasks hold outside the heap is counted by one {@link
 * ByteBudget} a process, and a task reserves all at once, so that no two wait for each other.
 */
package io.millrace.spark.feed;
